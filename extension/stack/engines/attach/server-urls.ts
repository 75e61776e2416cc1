import { type RedisAddress, readRedisUrl } from "../../../../lab-stack/app/open-redis.ts";
import { type KafkaAddress, readKafkaUrl } from "../../../../lab-stack/app/read-kafka-url.ts";
import type { ServerUrls } from "../../stack.ts";
import { attachError } from "./errors.ts";

/** Well-formed addresses. */
export interface Addresses {
  readonly postgres: PostgresAddress;
  readonly redis: RedisTarget;
  readonly kafka?: KafkaTarget;
}

export interface PostgresAddress {
  /** With explicit TLS settings, and the lab's schema as search path, so that no client decides them. */
  readonly url: string;
  /** `host:5432/database`, without user and password. */
  readonly name: string;
}

export interface RedisTarget {
  readonly url: string;
  readonly address: RedisAddress;
  /** `host:6379`, without user and password. */
  readonly name: string;
}

export interface KafkaTarget {
  readonly url: string;
  readonly address: KafkaAddress;
  /** `host:9092, host:9092`, without user and password. */
  readonly name: string;
}

/** @throws LabError `server-url`, which never repeats the URL: there may be a password in it */
export function readUrls({ postgres, redis, kafka }: ServerUrls): Addresses {
  if (!postgres) throw attachError("server-url", { missing: "postgres" });
  if (!redis) throw attachError("server-url", { missing: "redis" });
  return {
    postgres: readPostgres(postgres),
    redis: readRedis(redis),
    ...(kafka && { kafka: readKafka(kafka) }),
  };
}

/** Parameters of libpq. Any other could lead the client to another server. */
const known = [
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "sslnegotiation",
  "channel_binding",
  "connect_timeout",
  "options",
  "target_session_attrs",
];
const sslModes = ["disable", "prefer", "require", "verify-ca", "verify-full"];

export function readPostgres(text: string): PostgresAddress {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === "") {
    throw attachError("server-url", { server: "postgres", problem: "postgres-form" });
  }
  const database = url.pathname.slice(1);
  if (database === "" || url.username === "") {
    throw attachError("server-url", { server: "postgres", problem: "postgres-parts" });
  }
  const { searchParams: query } = url;
  // Names of the client are the lab's own.
  query.delete("application_name");
  const unknown = [...query.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw attachError("server-url", {
      server: "postgres",
      problem: "postgres-parameter",
      name: unknown,
      known,
    });
  }
  if (query.get("sslrootcert") === "system") query.delete("sslrootcert");
  query.set("sslmode", sslModeOf(query, url.hostname));
  query.set("uselibpqcompat", "true");
  query.set("options", `${query.get("options") ?? ""} -c search_path=surge_lab`.trim());
  return { url: url.href, name: nameOfPostgres(url.href) };
}

function nameOfPostgres(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || "5432"}${decodeURIComponent(pathname)}`;
}

/** The address of a server that the lab is attached to, without user and password. */
export function nameOfServer(server: "postgres" | "redis", url: string): string {
  return server === "postgres" ? nameOfPostgres(url) : nameOf(readRedisUrl(url));
}

/** The default is plain on this machine, and verified everywhere else. */
function sslModeOf(query: URLSearchParams, host: string): string {
  const mode = query.get("sslmode") ?? (isLoopback(host) ? "disable" : "verify-full");
  if (sslModes.includes(mode)) return mode;
  throw attachError("server-url", { server: "postgres", problem: "sslmode", known: sslModes });
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

export function readRedis(text: string): RedisTarget {
  const url = text.trim();
  let address: RedisAddress;
  try {
    address = readRedisUrl(url);
  } catch {
    throw attachError("server-url", { server: "redis", problem: "redis-form" });
  }
  requireTlsParameters("redis", address.query);
  return { url, address, name: nameOf(address) };
}

export function readKafka(text: string): KafkaTarget {
  const url = text.trim();
  const address = kafkaAddress(url);
  const { query, tls, username, password } = address;
  requireTlsParameters("kafka", query);
  if (!tls && query.size > 0) {
    throw attachError("server-url", { server: "kafka", problem: "kafka-tls-parameters" });
  }
  if ((username === undefined) !== (password === undefined)) {
    throw attachError("server-url", { server: "kafka", problem: "kafka-credentials" });
  }
  if (password !== undefined && !tls) {
    throw attachError("server-url", { server: "kafka", problem: "kafka-password-tls" });
  }
  return { url, address, name: nameOf(address) };
}

function kafkaAddress(url: string): KafkaAddress {
  try {
    if (/^kafkas?:\/\//.test(url)) return readKafkaUrl(url);
  } catch {
    // Reported below, without the contents of the URL.
  }
  throw attachError("server-url", { server: "kafka", problem: "kafka-form" });
}

function requireTlsParameters(server: "redis" | "kafka", query: URLSearchParams): void {
  const unknown = [...query.keys()].find((key) => key !== "sslmode" && key !== "sslrootcert");
  if (unknown === undefined) return;
  throw attachError("server-url", { server, problem: "parameter", name: unknown });
}

function nameOf({ nodes }: RedisAddress | KafkaAddress): string {
  return nodes.map(({ host, port }) => `${host}:${port}`).join(", ");
}

/** The URL of the same server as a cluster. */
export function asCluster(url: string): string {
  return url
    .replace(/^(rediss?):/, "$1+cluster:")
    .replace(/\/\d*(?=\?|$)/, (path) => (path === "/" ? path : ""));
}

/** The URL with the lab's prefix for every key. */
export function withKeyPrefix(url: string, prefix: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}keyPrefix=${encodeURIComponent(prefix)}`;
}
