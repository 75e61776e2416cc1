import { type RedisAddress, readRedisUrl } from "../../../../lab-stack/app/open-redis.ts";
import { type KafkaAddress, readKafkaUrl } from "../../../../lab-stack/app/read-kafka-url.ts";
import type { ServerUrls } from "../../stack.ts";
import { urlMissing, urlUnreadable } from "./errors.ts";

/** Addresses that were read and found to be well formed. */
export interface Addresses {
  readonly postgres: PostgresAddress;
  readonly redis: RedisTarget;
  readonly kafka?: KafkaTarget;
}

export interface PostgresAddress {
  /** Says what it does not leave to any client: how TLS is used, and the lab's schema as search path. */
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
  if (!postgres) throw urlMissing("postgres");
  if (!redis) throw urlMissing("redis");
  return {
    postgres: readPostgres(postgres),
    redis: readRedis(redis),
    ...(kafka && { kafka: readKafka(kafka) }),
  };
}

/** libpq's own; whatever else stands behind the question mark could change whom we talk to. */
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
    throw urlUnreadable("postgres", {
      en: "it is not postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
      ru: "это не postgresql://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/БАЗА",
    });
  }
  const database = url.pathname.slice(1);
  if (database === "" || url.username === "") {
    throw urlUnreadable("postgres", {
      en: "it names no user or no database",
      ru: "в нём нет имени пользователя или базы данных",
    });
  }
  const { searchParams: query } = url;
  // Names of the client are the lab's own.
  query.delete("application_name");
  const unknown = [...query.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw urlUnreadable("postgres", {
      en: `the parameter “${unknown}” is not one of ${known.join(", ")}`,
      ru: `параметр «${unknown}» не из числа ${known.join(", ")}`,
    });
  }
  if (query.get("sslrootcert") === "system") query.delete("sslrootcert");
  query.set("sslmode", sslModeOf(query, url.hostname));
  query.set("uselibpqcompat", "true");
  query.set("options", `${query.get("options") ?? ""} -c search_path=surge_lab`.trim());
  return { url: url.href, name: `${url.hostname}:${url.port || "5432"}/${decodeURIComponent(database)}` };
}

/** Without a word about it: plain on this machine, and verified everywhere else. */
function sslModeOf(query: URLSearchParams, host: string): string {
  const mode = query.get("sslmode") ?? (isLoopback(host) ? "disable" : "verify-full");
  if (sslModes.includes(mode)) return mode;
  throw urlUnreadable("postgres", {
    en: `sslmode is one of ${sslModes.join(", ")}`,
    ru: `sslmode — одно из ${sslModes.join(", ")}`,
  });
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
    throw urlUnreadable("redis", {
      en: "it is not redis://USER:PASSWORD@HOST:PORT/0, rediss://… or redis+cluster://HOST:PORT,HOST:PORT",
      ru: "это не redis://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ/0, rediss://… и не redis+cluster://АДРЕС:ПОРТ,АДРЕС:ПОРТ",
    });
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
    throw urlUnreadable("kafka", {
      en: "sslmode and sslrootcert go with kafkas://",
      ru: "sslmode и sslrootcert указываются только с kafkas://",
    });
  }
  if ((username === undefined) !== (password === undefined)) {
    throw urlUnreadable("kafka", {
      en: "it names only a user or only a password",
      ru: "в нём есть только имя или только пароль",
    });
  }
  if (password !== undefined && !tls) {
    throw urlUnreadable("kafka", {
      en: "the lab sends a password (SASL/PLAIN) only over TLS: kafkas://",
      ru: "пароль (SASL/PLAIN) занятие передаёт только по TLS: kafkas://",
    });
  }
  return { url, address, name: nameOf(address) };
}

function kafkaAddress(url: string): KafkaAddress {
  try {
    if (/^kafkas?:\/\//.test(url)) return readKafkaUrl(url);
  } catch {
    // Told below, without what stands in it.
  }
  throw urlUnreadable("kafka", {
    en: "it is not kafka://HOST:PORT,HOST:PORT or kafkas://USER:PASSWORD@HOST:PORT",
    ru: "это не kafka://АДРЕС:ПОРТ,АДРЕС:ПОРТ и не kafkas://ПОЛЬЗОВАТЕЛЬ:ПАРОЛЬ@АДРЕС:ПОРТ",
  });
}

function requireTlsParameters(server: "redis" | "kafka", query: URLSearchParams): void {
  const unknown = [...query.keys()].find((key) => key !== "sslmode" && key !== "sslrootcert");
  if (unknown === undefined) return;
  throw urlUnreadable(server, {
    en: `the parameter “${unknown}” is neither sslmode nor sslrootcert`,
    ru: `параметр «${unknown}» — не sslmode и не sslrootcert`,
  });
}

function nameOf({ nodes }: RedisAddress | KafkaAddress): string {
  return nodes.map(({ host, port }) => `${host}:${port}`).join(", ");
}

/** The same server, spoken to as a cluster. */
export function asCluster(url: string): string {
  return url
    .replace(/^(rediss?):/, "$1+cluster:")
    .replace(/\/\d*(?=\?|$)/, (path) => (path === "/" ? path : ""));
}

/** The same server, with the lab's prefix before every key. */
export function withKeyPrefix(url: string, prefix: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}keyPrefix=${encodeURIComponent(prefix)}`;
}
