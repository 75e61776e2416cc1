// What a strategy uses of the package ioredis, for an editor in whose folder it is not installed.
declare module "ioredis" {
  type Value = string | number | Buffer;
  type Entry = [id: string, fields: string[]];
  /** The commands of a transaction, and their answers in the same order: an error or a reply each. */
  type Replies = [error: Error | null, reply: unknown][] | null;

  /** Redis runs one command after another; whatever is one command here cannot be interrupted. */
  interface Commands {
    /** The value of a key; `null` where there is none. */
    get(key: string): Promise<string | null>;
    set(key: string, value: Value, ...options: Value[]): Promise<string | null>;
    /** The value, and deletes the key, in one command. */
    getdel(key: string): Promise<string | null>;
    /** Deletes keys, whatever they hold by now. @returns how many there were. */
    del(...keys: string[]): Promise<number>;
    exists(...keys: string[]): Promise<number>;
    expire(key: string, seconds: number): Promise<number>;
    /** Gives a key another name; fails where there is none. */
    rename(key: string, name: string): Promise<string>;
    /** Adds one. @returns the new value. */
    incr(key: string): Promise<number>;
    incrby(key: string, amount: number | string): Promise<number>;
    decr(key: string): Promise<number>;
    decrby(key: string, amount: number | string): Promise<number>;

    /** Puts values at the left end of a list. @returns its length. */
    lpush(key: string, ...values: Value[]): Promise<number>;
    rpush(key: string, ...values: Value[]): Promise<number>;
    /** Takes a value from the left end. */
    lpop(key: string): Promise<string | null>;
    lpop(key: string, count: number): Promise<string[] | null>;
    rpop(key: string): Promise<string | null>;
    rpop(key: string, count: number): Promise<string[] | null>;
    /** The values from `start` to `stop`, both included; `-1` is the last one. */
    lrange(key: string, start: number, stop: number): Promise<string[]>;
    ltrim(key: string, start: number, stop: number): Promise<string>;
    llen(key: string): Promise<number>;
    lrem(key: string, count: number, value: Value): Promise<number>;
    lmove(
      source: string,
      target: string,
      from: "LEFT" | "RIGHT",
      to: "LEFT" | "RIGHT",
    ): Promise<string | null>;

    /** Adds to a set. @returns how many were not in it. */
    sadd(key: string, ...members: Value[]): Promise<number>;
    srem(key: string, ...members: Value[]): Promise<number>;
    smembers(key: string): Promise<string[]>;
    sismember(key: string, member: Value): Promise<number>;
    scard(key: string): Promise<number>;

    hset(key: string, ...fieldsAndValues: Value[]): Promise<number>;
    hget(key: string, field: string): Promise<string | null>;
    hdel(key: string, ...fields: string[]): Promise<number>;
    hgetall(key: string): Promise<Record<string, string>>;
    hincrby(key: string, field: string, amount: number | string): Promise<number>;

    /** Appends an entry to a stream; `*` as its id lets Redis choose one. @returns the id. */
    xadd(key: string, ...idAndFields: Value[]): Promise<string | null>;
    xlen(key: string): Promise<number>;
    /** The entries from `start` to `end`; `-` and `+` are the ends of the stream. */
    xrange(key: string, start: string, end: string): Promise<Entry[]>;
    xrange(key: string, start: string, end: string, token: "COUNT", count: number | string): Promise<Entry[]>;
    xdel(key: string, ...ids: string[]): Promise<number>;
    xack(key: string, group: string, ...ids: string[]): Promise<number>;
    xgroup(...words: Value[]): Promise<unknown>;
    xreadgroup(...words: Value[]): Promise<[stream: string, entries: Entry[]][] | null>;
    xpending(...words: Value[]): Promise<unknown[]>;
    xautoclaim(...words: Value[]): Promise<unknown[]>;

    /** Runs a Lua script as one command: `numberOfKeys` of the words after it are keys. */
    eval(script: string, numberOfKeys: number, ...keysAndArguments: Value[]): Promise<unknown>;
    /** Any command, by its name. */
    call(command: string, ...words: Value[]): Promise<unknown>;
    /** Commands that are run together, with no command of others between them, once `exec` is called. */
    multi(): Queue;
    /** Commands that are sent together; others may come between them. */
    pipeline(): Queue;
    ping(): Promise<string>;
  }

  type Queue = {
    [Name in Exclude<keyof Commands, "multi" | "pipeline">]: (...words: Value[]) => Queue;
  } & { exec(): Promise<Replies> };

  export interface RedisOptions {
    autoResendUnfulfilledCommands?: boolean;
    maxRetriesPerRequest?: number | null;
    enableOfflineQueue?: boolean;
    connectTimeout?: number;
    commandTimeout?: number;
    retryStrategy?: (times: number) => number | null;
    lazyConnect?: boolean;
    host?: string;
    port?: number;
    username?: string;
    password?: string;
    db?: number;
    keyPrefix?: string;
    replyMapping?: "legacy";
    maxLoadingRetryTime?: number;
    tls?: object;
  }

  interface ClusterOptions {
    redisOptions?: RedisOptions;
    keyPrefix?: string;
    lazyConnect?: boolean;
    enableOfflineQueue?: boolean;
    clusterRetryStrategy?: (times: number) => number | null;
    retryDelayOnFailover?: number;
    retryDelayOnClusterDown?: number;
    slotsRefreshTimeout?: number;
    dnsLookup?: (host: string, found: (error: null, address: string) => void) => void;
  }

  interface Connection extends Commands {
    on(event: string, listener: (error: Error) => void): this;
    /** Closes the connection at once. */
    disconnect(): void;
    quit(): Promise<string>;
  }

  export interface Redis extends Connection {}
  export class Redis {
    constructor(options?: RedisOptions);
    // What the app itself uses, in open-redis.ts.
    readonly status: string;
    readonly stream: import("node:net").Socket;
    sendCommand(...words: unknown[]): unknown;
  }

  export interface Cluster extends Connection {}
  export class Cluster {
    constructor(nodes: { host: string; port: number }[], options?: ClusterOptions);
  }
}
