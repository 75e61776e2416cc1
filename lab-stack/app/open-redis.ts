import { readFileSync } from "node:fs";
import { Cluster, Redis, type RedisOptions } from "ioredis";

/** What a URL of Redis says. */
export interface RedisAddress {
  readonly cluster: boolean;
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The number of the database; a cluster has only the first. */
  readonly db: number;
  /** What stands after the question mark. */
  readonly query: URLSearchParams;
}

const form = /^redis(s?)(\+cluster)?:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/(\d*))?(?:\?(.*))?$/;

/**
 * `redis://` is one server, `rediss://` one with TLS; `redis+cluster://one:7000,two:7000` and `rediss+cluster://` are
 * a cluster, of which one node that answers is enough. `?sslmode` and `?sslrootcert` mean what they mean to PostgreSQL;
 * `?keyPrefix` stands before every key.
 */
export function readRedisUrl(url: string): RedisAddress {
  const [, tls, cluster, login = "", hosts, db, query] = form.exec(url) ?? [];
  // The URL itself is not told: there may be a password in it.
  if (hosts === undefined) throw new TypeError("A URL of Redis is redis://USER:PASSWORD@HOST:PORT/0");
  const [username = "", password = ""] = login.split(/:(.*)/s).map(decodeURIComponent);
  return {
    cluster: cluster !== undefined,
    nodes: hosts.split(",").map(nodeOf),
    tls: tls === "s",
    username: username || undefined,
    password: password || undefined,
    db: Number(db ?? 0),
    query: new URLSearchParams(query),
  };
}

/** An IPv6 address stands in brackets, so that its colons are no port. */
function nodeOf(text: string): RedisAddress["nodes"][number] {
  const [, bracketed, plain, port = "6379"] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw new TypeError("A node of Redis is HOST:PORT");
  return { host, port: Number(port) };
}

export function openRedis(url: string, options: RedisOptions): Redis | Cluster {
  const { cluster, nodes, username, password, db, query, ...address } = readRedisUrl(url);
  const keyPrefix = query.get("keyPrefix") ?? "";
  const server = {
    ...options,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(address.tls ? { tls: tlsOptions(query) } : {}),
  };
  if (!cluster) return new Redis({ ...server, ...nodes[0], db, keyPrefix });
  const { lazyConnect = false, enableOfflineQueue = true, retryStrategy } = options;
  return new Cluster([...nodes], {
    redisOptions: server,
    keyPrefix,
    lazyConnect,
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy ?? (() => null),
    // As with one server: a hit whose answer got lost is not sent again, and none waits for a cluster that is down.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    slotsRefreshTimeout: 2_000,
    // Names stay names: certificates are made out to them.
    dnsLookup: (host, found) => found(null, host),
  });
}

/** `require` encrypts without asking who is there; `verify-ca` asks who has signed, not for which name. */
function tlsOptions(query: URLSearchParams): NonNullable<RedisOptions["tls"]> {
  const file = query.get("sslrootcert");
  const mode = query.get("sslmode") ?? "verify-full";
  return {
    ...(file === null ? {} : { ca: readFileSync(file) }),
    rejectUnauthorized: mode !== "require" || file !== null,
    ...(mode === "verify-full" ? {} : { checkServerIdentity: () => undefined }),
  };
}
