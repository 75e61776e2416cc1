import type { Channel, ChannelModel, ConfirmChannel } from "amqplib";
import { addressOf } from "./brokers.ts";

// One connection for the whole app, and a timeout for every wait, as with PostgreSQL and Redis.

interface Link {
  readonly connection: ChannelModel;
  /** On this channel RabbitMQ confirms each message once it is written to disk. */
  readonly publisher: ConfirmChannel;
  /** Messages that RabbitMQ returned because there was no queue for them. */
  readonly returned: Set<string>;
  /** Queues that are known to exist, or are being declared. */
  readonly queues: Map<string, Promise<unknown>>;
}

const confirmWithin = 2_000; // milliseconds

let link: Promise<Link> | undefined;

/** Opens the connection and declares the queue on first use, and again after the connection was lost. */
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

/** For failures before anything of a hit was sent. */
function giveUp(error: unknown): never {
  throw new Error(`RabbitMQ cannot be reached: ${error}`);
}

async function connect(broken: () => void): Promise<Link> {
  let connection: ChannelModel | undefined;
  try {
    // Imported here, so that a stack without RabbitMQ never loads it.
    const amqp = await import("amqplib");
    const address = new URL(addressOf("rabbitmq") ?? "");
    // In seconds. A server that stays silent for two heartbeats is considered dead.
    address.searchParams.set("heartbeat", "5");
    connection = await amqp.connect(address.href, { timeout: 2_000, noDelay: true });
    // Pending calls report the failure; without these listeners Node would end the app.
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

/** Resolves when RabbitMQ has confirmed the message. Without a confirmation, RabbitMQ may still have it. */
export async function publish(queue: string, text: string): Promise<void> {
  const { publisher, returned } = await connected(queue);
  await new Promise<void>((resolve, reject) => {
    // Mandatory: otherwise RabbitMQ would drop a message that has no queue, and confirm it all the same.
    publisher.sendToQueue(queue, Buffer.from(text), { persistent: true, mandatory: true }, (error) => {
      clearTimeout(late);
      if (error) reject(error);
      else if (returned.delete(text)) reject(new Error(`RabbitMQ has no queue "${queue}".`));
      else resolve();
    });
    const late = setTimeout(() => reject(new Error("RabbitMQ does not confirm.")), confirmWithin);
  });
}

/** Opens a channel for some work. When it closes, unacknowledged messages go back to the queue. */
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

/** Closes the connection, if there is one. */
export async function disconnect(): Promise<void> {
  const open = await link?.catch(() => undefined);
  await open?.connection.close().catch(() => {});
}
