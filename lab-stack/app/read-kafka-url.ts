import { isIP } from "node:net";
import type { AdminOptions } from "@platformatic/kafka";
import { loginIn, nodesIn, type ServerNode, tlsOptions } from "./server-url.ts";

/** The parts of a Kafka URL. */
export interface KafkaAddress {
  /** One reachable broker is enough: it knows the others. */
  readonly nodes: readonly ServerNode[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** The parameters after the question mark. */
  readonly query: URLSearchParams;
}

const form = /^(?:kafka(s?):\/\/)?(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;

/**
 * `one:9092,two:9092`, or the same as a URL: `kafka://one:9092,two:9092`, with TLS `kafkas://`. `USER:PASSWORD@` is
 * SASL/PLAIN; `?sslmode` and `?sslrootcert` have the same meaning as in PostgreSQL URLs.
 */
export function readKafkaUrl(url: string): KafkaAddress {
  const [, tls, login, hosts, query] = form.exec(url) ?? [];
  // Do not include the URL in the message: it may contain a password.
  if (hosts === undefined) throw new TypeError("A URL of Kafka is kafka://HOST:PORT,HOST:PORT");
  return {
    nodes: nodesIn(hosts, 9092),
    tls: tls === "s",
    ...loginIn(login),
    query: new URLSearchParams(query),
  };
}

/** The same, as options of the Kafka client. */
export function kafkaAt(
  url: string,
): Pick<AdminOptions, "bootstrapBrokers" | "tls" | "tlsServerName" | "sasl"> {
  const { nodes, tls, username, password, query } = readKafkaUrl(url);
  return {
    bootstrapBrokers: [...nodes],
    // Send the host name in the TLS handshake (SNI), which is allowed only for names, not for IP addresses.
    ...(tls && { tls: tlsOptions(query), tlsServerName: nodes.every(({ host }) => isIP(host) === 0) }),
    ...(username && password && { sasl: { mechanism: "PLAIN", username, password } }),
  };
}
