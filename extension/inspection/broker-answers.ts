import { connect } from "node:net";
import type { BrokerName } from "../stack/stack.ts";

/** What a client says first; a broker that works has an answer to it at once, without a password. */
const greetings: Readonly<Record<BrokerName, Buffer>> = {
  // The protocol and its version: the answer is the frame Connection.Start.
  rabbitmq: Buffer.from([...Buffer.from("AMQP"), 0, 0, 9, 1]),
  // 10 bytes follow: ApiVersions, version 0, the number of the request, and no name of the client.
  kafka: Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]),
};

/** Resolves when the broker answers; one that is frozen still takes connections. */
export async function brokerAnswers(
  broker: BrokerName,
  endpoint: string,
  signal: AbortSignal,
): Promise<void> {
  const { hostname, port } = new URL(endpoint.includes("://") ? endpoint : `tcp://${endpoint}`);
  const socket = connect(Number(port), hostname);
  const end = () => void socket.destroy(new Error("no answer"));
  signal.addEventListener("abort", end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket
        .once("error", reject)
        .once("close", () => reject(new Error("closed")))
        .once("connect", () => void socket.write(greetings[broker]))
        .once("data", () => resolve());
    });
  } finally {
    signal.removeEventListener("abort", end);
    socket.destroy();
  }
}
