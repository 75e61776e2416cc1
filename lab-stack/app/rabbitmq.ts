import type { Channel, ChannelModel, ConfirmChannel } from "amqplib";
import { addressOf } from "./brokers.ts";

// As with PostgreSQL and Redis: one connection for the whole app, and every wait has an end.

interface Link {
  readonly connection: ChannelModel;
  /** Here RabbitMQ confirms what it has written to its disk. */
  readonly publisher: ConfirmChannel;
  /** Messages that found no queue. */
  readonly returned: Set<string>;
  /** Those that are certainly there. */
  readonly queues: Map<string, Promise<unknown>>;
}

const confirmWithin = 2_000; // milliseconds

let link: Promise<Link> | undefined;

/** Connection and queue, made when they are first needed, and again after the connection broke. */
async function connected(queue: string): Promise<Link> {
  if (!link) {
    const mine = connect(() => {
      if (link === mine) link = undefined;
    });
    link = mine;
  }
  const open = await link;
  const known = open.queues.get(queue) ?? open.publisher.assertQueue(queue, { durable: true });
  open.queues.set(queue, known);
  await known.catch(giveUp);
  return open;
}

/** Nothing of a hit has been sent yet. */
function giveUp(error: unknown): never {
  throw new Error(`RabbitMQ cannot be reached: ${error}`);
}

async function connect(broken: () => void): Promise<Link> {
  let connection: ChannelModel | undefined;
  try {
    // Loaded only where there is a RabbitMQ.
    const amqp = await import("amqplib");
    const address = new URL(addressOf("rabbitmq") ?? "");
    // Seconds. A server that is silent for longer than two of them is taken for dead.
    address.searchParams.set("heartbeat", "5");
    connection = await amqp.connect(address.href, { timeout: 2_000, noDelay: true });
    // Whoever waits for an answer hears of it; without listeners Node would end the app.
    connection.on("error", () => {});
    connection.once("close", broken);
    const publisher = await connection.createConfirmChannel();
    publisher.on("error", () => {});
    publisher.once("close", () => void connection?.close().catch(() => {}));
    const returned = new Set<string>();
    publisher.on("return", ({ content }) => returned.add(content.toString()));
    return { connection, publisher, returned, queues: new Map() };
  } catch (error) {
    broken();
    await connection?.close().catch(() => {});
    return giveUp(error);
  }
}

/** Resolves when RabbitMQ has confirmed the message. One that it does not confirm, it may have all the same. */
export async function publish(queue: string, text: string): Promise<void> {
  const { publisher, returned } = await connected(queue);
  await new Promise<void>((resolve, reject) => {
    // Mandatory: without a queue the message would be gone, and yet be confirmed.
    publisher.sendToQueue(queue, Buffer.from(text), { persistent: true, mandatory: true }, (error) => {
      clearTimeout(late);
      if (error) reject(error);
      else if (returned.delete(text)) reject(new Error(`RabbitMQ has no queue "${queue}".`));
      else resolve();
    });
    const late = setTimeout(() => reject(new Error("RabbitMQ does not confirm.")), confirmWithin);
  });
}

/** A channel for some work. When it closes, what was taken on it and not acknowledged is back in the queue. */
export async function withChannel<T>(queue: string, work: (channel: Channel) => Promise<T>): Promise<T> {
  const { connection } = await connected(queue);
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  try {
    return await work(channel);
  } finally {
    await channel.close().catch(() => {});
  }
}

/** Gives the connection back, if there is one. */
export async function disconnect(): Promise<void> {
  const open = await link?.catch(() => undefined);
  await open?.connection.close().catch(() => {});
}
