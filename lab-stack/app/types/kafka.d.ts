// What the app uses of the package @platformatic/kafka, for an editor in whose folder it is not installed.
declare module "@platformatic/kafka" {
  export interface AdminOptions {
    clientId: string;
    bootstrapBrokers: { host: string; port: number }[];
    tls?: object;
    tlsServerName?: string | boolean;
    sasl?: { mechanism: string; username: string; password: string };
    connectTimeout?: number;
    requestTimeout?: number;
    timeout?: number;
    retries?: number;
    retryDelay?: number;
  }

  export interface GenericError extends Error {
    findBy?(property: string, value: unknown): GenericError | null;
  }

  interface Client {
    close(): Promise<void>;
  }

  interface Topic {
    readonly id: string;
    readonly partitions: { readonly leader: number }[];
  }

  interface Batch {
    readonly firstOffset: bigint;
    readonly records: { readonly offsetDelta: number; readonly value: Buffer }[];
  }

  interface Wanted {
    partition: number;
    fetchOffset: bigint;
    partitionMaxBytes: number;
    currentLeaderEpoch: number;
    lastFetchedEpoch: number;
  }

  export interface Admin extends Client {}
  export class Admin {
    constructor(options: AdminOptions);
    createTopics(options: {
      topics: string[];
      partitions?: number;
      configs?: { name: string; value: string }[];
    }): Promise<unknown>;
    createPartitions(options: {
      topics: { name: string; count: number; assignments: null }[];
    }): Promise<unknown>;
  }

  export interface Producer extends Client {}
  export class Producer {
    constructor(options: AdminOptions & { idempotent?: boolean });
    /** Writes records to their topics; with `acks: -1` it waits until every replica in sync has them. */
    send(options: {
      messages: { topic: string; key?: Buffer; value: Buffer; partition?: number }[];
      acks?: number;
    }): Promise<unknown>;
    initIdempotentProducer(options: object): Promise<unknown>;
  }

  export interface Consumer extends Client {}
  export class Consumer {
    constructor(options: AdminOptions & { groupId: string });
    metadata(options: { topics: string[] }): Promise<{ readonly topics: Map<string, Topic> }>;
    /** Of each partition, the offset after its last record. */
    listOffsets(options: { topics: string[] }): Promise<Map<string, bigint[]>>;
    fetch(options: {
      node: number;
      maxWaitTime: number;
      topics: { topicId: string; partitions: Wanted[] }[];
    }): Promise<{ readonly responses: { readonly partitions: { readonly records?: Batch[] }[] }[] }>;
  }
}
