import type { Socket } from "node:net";
import { Cluster, Redis, type RedisOptions } from "ioredis";
import { loginIn, nodesIn, type ServerNode, tlsOptions } from "./server-url.ts";

/** The parts of a Redis URL. */
export interface RedisAddress {
  readonly cluster: boolean;
  readonly nodes: readonly ServerNode[];
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The database number; a cluster has only database 0. */
  readonly db: number;
  /** The parameters after the question mark. */
  readonly query: URLSearchParams;
}

const form = /^redis(s?)(\+cluster)?:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/(\d*))?(?:\?(.*))?$/;

/**
 * `redis://` is a single server, `rediss://` one with TLS; `redis+cluster://one:7000,two:7000` and `rediss+cluster://`
 * are a cluster, where one reachable node is enough. `?sslmode` and `?sslrootcert` have the same meaning as in
 * PostgreSQL URLs; `?keyPrefix` is put before every key.
 */
export function readRedisUrl(url: string): RedisAddress {
  const [, tls, cluster, login, hosts, db, query] = form.exec(url) ?? [];
  // Do not include the URL in the message: it may contain a password.
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
    // While Redis loads its data after a start, ioredis by default retries at the time that Redis estimates, which can
    // be ten seconds too late. This is the longest wait between two attempts, in milliseconds.
    maxLoadingRetryTime: 200,
    ...options,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(address.tls ? { tls: tlsOptions(query) } : {}),
  };
  // The mapping is ioredis's default; a class that extends Redis has to name it for its type.
  if (!cluster) return new GatheringRedis({ ...server, ...nodes[0], db, keyPrefix, replyMapping: "legacy" });
  const { lazyConnect = false, enableOfflineQueue = true, retryStrategy } = options;
  return new Cluster([...nodes], {
    redisOptions: server,
    keyPrefix,
    lazyConnect,
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy ?? (() => null),
    // As with a single server: never resend after a lost reply, and fail at once when the cluster is down.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    slotsRefreshTimeout: 2_000,
    // Keep host names unresolved: TLS certificates are issued for names, not for addresses.
    dnsLookup: (host, found) => found(null, host),
  });
}

/**
 * Sends the commands of one turn of the event loop in one write: for fifty hits that arrive together that is one call of
 * the system instead of fifty, for the app and for Redis. Each command has its own reply all the same.
 */
class GatheringRedis extends Redis {
  #gathering: Socket | undefined;

  override sendCommand(...words: Parameters<Redis["sendCommand"]>): unknown {
    const { stream } = this;
    if (this.status === "ready" && this.#gathering !== stream) {
      this.#gathering = stream;
      stream.cork();
      setImmediate(() => {
        this.#gathering = undefined;
        stream.uncork();
      });
    }
    return super.sendCommand(...words);
  }
}
