import type { Channel, ChannelModel, ConfirmChannel } from "amqplib";
import { addressOf } from "./brokers.ts";

// As with PostgreSQL and Redis: one connection for the whole app, and every wait has an end.

interface Link {
  readonly connection: ChannelModel;
  /** Here RabbitMQ confirms what it has written to its disk. */
  readonly publisher: ConfirmChannel;
  /** Messages that found no queue. */
  readonly returned: Set<string>;
}

const confirmWithin = 2_000; // milliseconds

let link: Promise<Link> | undefined;

/** Made when it is first needed, and again after it broke. */
function connected(queue: string): Promise<Link> {
  if (link) return link;
  const mine = open(queue, () => {
    if (link === mine) link = undefined;
  });
  link = mine;
  return mine;
}

async function open(queue: string, broken: () => void): Promise<Link> {
  let connection: ChannelModel | undefined;
  try {
    // Loaded only where there is a RabbitMQ.
    const { connect } = await import("amqplib");
    const address = new URL(addressOf("rabbitmq") ?? "");
    // Seconds. A server that is silent for longer than two of them is taken for dead.
    address.searchParams.set("heartbeat", "5");
    connection = await connect(address.href, { timeout: 2_000, noDelay: true });
    // Whoever waits for an answer hears of it; without listeners Node would end the app.
    connection.on("error", () => {});
    connection.once("close", broken);
    const publisher = await connection.createConfirmChannel();
    publisher.on("error", () => {});
    publisher.once("close", () => void connection?.close().catch(() => {}));
    await publisher.assertQueue(queue, { durable: true });
    const returned = new Set<string>();
    publisher.on("return", ({ content }) => returned.add(content.toString()));
    return { connection, publisher, returned };
  } catch (error) {
    broken();
    await connection?.close().catch(() => {});
    throw new Error(`RabbitMQ cannot be reached: ${error}`);
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
