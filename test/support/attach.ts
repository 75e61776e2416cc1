import { Cluster, Redis } from "ioredis";
import { freePort } from "../../extension/stack/free-port.ts";
import type { ServerUrls, Stack, StackOptions } from "../../extension/stack/stack.ts";
import { query, type Server, startRedis, until } from "./servers.ts";
import { startEmbedded } from "./stack.ts";

export interface AttachTest extends Partial<StackOptions> {
  readonly urls: ServerUrls;
  /** What is answered when the lab asks whether it may write. */
  readonly agree?: boolean;
}

/** A stack whose servers are those. */
export function startAttached({ urls, agree = true, ...options }: AttachTest): Promise<Stack> {
  return startEmbedded({
    engine: "attach",
    confirmDownload: async () => false,
    attachment: attachment(urls, agree),
    ...options,
  });
}

export function attachment(urls: ServerUrls, agree = true) {
  return { urls: async () => urls, confirm: async () => agree, hint: { en: "Agree.", ru: "Согласитесь." } };
}

/** A database of its own for a role that may do no more than make a schema in it. @returns that role's URL */
export async function newDatabase(admin: string, name: string): Promise<string> {
  await query(admin, `CREATE ROLE ${name}_student LOGIN PASSWORD 'pupil-${name}'`);
  await query(admin, `CREATE DATABASE ${name}`);
  await query(admin, `GRANT CREATE ON DATABASE ${name} TO ${name}_student`);
  const url = new URL(admin);
  url.username = `${name}_student`;
  url.password = `pupil-${name}`;
  url.pathname = `/${name}`;
  return url.href;
}

export interface RedisCluster {
  readonly nodes: readonly Server[];
  /** `redis+cluster://…`, naming the first node alone. */
  readonly url: string;
  remove(): Promise<void>;
}

/** Three masters that share the slots. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const buses = [await freePort(), await freePort(), await freePort()];
  // With everysec, a disk that is behind makes Redis acknowledge what it has not yet written.
  const safe = ["--appendfsync", "always"];
  const nodes = await Promise.all(
    buses.map((bus) =>
      startRedis([
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        String(bus),
        "--masterauth",
        "redis",
        ...safe,
      ]),
    ),
  );
  const clients = nodes.map(({ url }) => new Redis(url));
  try {
    const [first] = clients;
    const share = Math.ceil(16_384 / nodes.length);
    for (const [index, client] of clients.entries()) {
      const [from, to] = [index * share, Math.min((index + 1) * share, 16_384) - 1];
      await client.call("CLUSTER", "ADDSLOTSRANGE", String(from), String(to));
    }
    for (const [index, { port }] of nodes.entries()) {
      if (index > 0)
        await first?.call("CLUSTER", "MEET", "127.0.0.1", String(port), String(buses[index] ?? 0));
    }
    await until("every node knows that the cluster is whole", async () => {
      const states = await Promise.all(clients.map((client) => client.call("CLUSTER", "INFO")));
      return states.every((state) => /cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(String(state)));
    });
  } finally {
    for (const client of clients) client.disconnect();
  }
  return {
    nodes,
    url: `redis+cluster://:redis@127.0.0.1:${nodes[0]?.port}`,
    remove: async () => {
      await Promise.all(nodes.map((node) => node.remove()));
    },
  };
}

export function openCluster({ nodes }: RedisCluster): Cluster {
  return new Cluster(
    nodes.map(({ port }) => ({ host: "127.0.0.1", port })),
    { redisOptions: { password: "redis" } },
  );
}
