import { Cluster, Redis, type RedisOptions } from "ioredis";
import { loginIn, nodesIn, type ServerNode, tlsOptions } from "./server-url.ts";

/** What a URL of Redis says. */
export interface RedisAddress {
  readonly cluster: boolean;
  readonly nodes: readonly ServerNode[];
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
  const [, tls, cluster, login, hosts, db, query] = form.exec(url) ?? [];
  // The URL itself is not told: there may be a password in it.
  if (hosts === undefined) throw new TypeError("A URL of Redis is redis://USER:PASSWORD@HOST:PORT/0");
  const { username, password } = loginIn(login);
  return {
    cluster: cluster !== undefined,
    nodes: nodesIn(hosts, 6379),
    tls: tls === "s",
    username,
    password,
    db: Number(db ?? 0),
    query: new URLSearchParams(query),
  };
}

export function openRedis(url: string, options: RedisOptions): Redis | Cluster {
  const { cluster, nodes, username, password, db, query, ...address } = readRedisUrl(url);
  const keyPrefix = query.get("keyPrefix") ?? "";
  const server = {
    // While Redis reads its files after a start, ioredis by default asks again when Redis thinks it will be done:
    // up to ten seconds too late. Milliseconds.
    maxLoadingRetryTime: 200,
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
