import { isIP } from "node:net";
import type { AdminOptions } from "@platformatic/kafka";
import { loginIn, nodesIn, type ServerNode, tlsOptions } from "./server-url.ts";

/** What a URL of Kafka says. */
export interface KafkaAddress {
  /** One that answers is enough: it knows the others. */
  readonly nodes: readonly ServerNode[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** What stands after the question mark. */
  readonly query: URLSearchParams;
}

const form = /^(?:kafka(s?):\/\/)?(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;

/**
 * `one:9092,two:9092`, or the same as a URL: `kafka://one:9092,two:9092`, with TLS `kafkas://`. `USER:PASSWORD@` is
 * SASL/PLAIN; `?sslmode` and `?sslrootcert` mean what they mean to PostgreSQL.
 */
export function readKafkaUrl(url: string): KafkaAddress {
  const [, tls, login, hosts, query] = form.exec(url) ?? [];
  // The URL itself is not told: there may be a password in it.
  if (hosts === undefined) throw new TypeError("A URL of Kafka is kafka://HOST:PORT,HOST:PORT");
  return {
    nodes: nodesIn(hosts, 9092),
    tls: tls === "s",
    ...loginIn(login),
    query: new URLSearchParams(query),
  };
}

/** The same for its client. */
export function kafkaAt(
  url: string,
): Pick<AdminOptions, "bootstrapBrokers" | "tls" | "tlsServerName" | "sasl"> {
  const { nodes, tls, username, password, query } = readKafkaUrl(url);
  return {
    bootstrapBrokers: [...nodes],
    // A server of many names is told which is meant; an address is no name.
    ...(tls && { tls: tlsOptions(query), tlsServerName: nodes.every(({ host }) => isIP(host) === 0) }),
    ...(username && password && { sasl: { mechanism: "PLAIN", username, password } }),
  };
}
