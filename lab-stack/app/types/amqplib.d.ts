// What a strategy uses of the package amqplib, for an editor in whose folder it is not installed.
declare module "amqplib" {
  export interface Message {
    readonly content: Buffer;
    /** `redelivered`: somebody had it before, and has not acknowledged it. */
    readonly fields: { readonly redelivered: boolean; readonly deliveryTag: number };
  }
  export interface ConsumeMessage extends Message {
    readonly fields: Message["fields"] & { readonly consumerTag: string };
  }
  export type GetMessage = Message;

  interface Counts {
    readonly queue: string;
    /** How many wait, without those that a consumer holds. */
    readonly messageCount: number;
    readonly consumerCount: number;
  }
  interface SendOptions {
    persistent?: boolean;
    mandatory?: boolean;
    messageId?: string;
  }

  export interface Channel {
    assertQueue(queue: string, options?: { durable?: boolean; arguments?: object }): Promise<Counts>;
    checkQueue(queue: string): Promise<Counts>;
    purgeQueue(queue: string): Promise<{ readonly messageCount: number }>;
    /** At most so many messages are given out before they are acknowledged. */
    prefetch(count: number): Promise<unknown>;
    consume(
      queue: string,
      take: (message: ConsumeMessage | null) => void,
    ): Promise<{ readonly consumerTag: string }>;
    cancel(consumerTag: string): Promise<unknown>;
    get(queue: string): Promise<GetMessage | false>;
    /** The message is done: RabbitMQ forgets it; with `true`, all before it, too. */
    ack(message: Message, upTo?: boolean): void;
    nack(message: Message, upTo?: boolean, requeue?: boolean): void;
    on(event: "error", listener: (error: Error) => void): this;
    on(event: "return", listener: (message: Message) => void): this;
    once(event: "close", listener: () => void): this;
    close(): Promise<void>;
  }

  /** RabbitMQ confirms what is sent here, once it has it. */
  export interface ConfirmChannel extends Channel {
    sendToQueue(
      queue: string,
      content: Buffer,
      options: SendOptions,
      confirmed: (error: Error | null) => void,
    ): boolean;
  }

  export interface ChannelModel {
    createChannel(): Promise<Channel>;
    createConfirmChannel(): Promise<ConfirmChannel>;
    on(event: "error", listener: (error: Error) => void): this;
    once(event: "close", listener: () => void): this;
    close(): Promise<void>;
  }

  export function connect(
    url: string,
    options?: { timeout?: number; noDelay?: boolean },
  ): Promise<ChannelModel>;
}
