import { Cluster, type Redis } from "ioredis";
import { LabError } from "../common/lab-error.ts";
import { becomeCellUser } from "../stack/connections/cell-user.ts";
import { connectToRedis } from "../stack/connections/redis.ts";
import { stackGone } from "../stack/errors.ts";
import type { StatementResult } from "../stack/stack.ts";
import { cutMessage, limitBytes, mostMegabytes, ShownRows } from "./answer-limits.ts";
import { inspectionError } from "./errors.ts";
import { callWithin, requireOwnKeys } from "./own-keys.ts";
import { parseRedis, type RedisCommand } from "./redis-commands.ts";
import type { CellLimits } from "./run-sql.ts";

/** After these a connection only listens, changes its protocol, or stops answering. */
const endless = /^(SUBSCRIBE|PSUBSCRIBE|SSUBSCRIBE|MONITOR|SYNC|PSYNC|HELLO|RESET|QUIT|CLIENT REPLY)\b/i;

/**
 * Runs the commands one after another until one fails.
 * @throws LabError for commands that a cell cannot show or that take too long, and `stack-gone`; AbortError
 */
export async function runRedis(
  endpoint: string,
  text: string,
  limits: CellLimits,
): Promise<StatementResult[]> {
  const { signal, rowLimit } = limits;
  signal.throwIfAborted();
  const commands = parseRedis(text);
  for (const { words } of commands) {
    const [found] = endless.exec(words.join(" ")) ?? [];
    if (found !== undefined) throw inspectionError("redis-command-refused", { command: found.toUpperCase() });
  }
  const redis = await connectToRedis(endpoint, signal, asCell).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  const cancel = () => redis.disconnect();
  signal.addEventListener("abort", cancel);
  try {
    signal.throwIfAborted();
    if (redis.options.keyPrefix) for (const { words } of commands) requireOwnKeys(words);
    const results: StatementResult[] = [];
    for (const command of commands) {
      const result = await runCommand(redis, command, limits.timeoutMs, rowLimit);
      results.push(result);
      if (result.error) break;
    }
    return results;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    redis.disconnect();
  }
}

/** On servers that exist a cell has the user in the URL. */
async function asCell(redis: Redis | Cluster): Promise<void> {
  if (!redis.options.keyPrefix) await becomeCellUser(redis);
}

async function runCommand(
  redis: Redis | Cluster,
  { line, words: [name, ...rest] }: RedisCommand,
  timeoutMs: number,
  rowLimit: number,
): Promise<StatementResult> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const late = setTimeout(() => {
    reject(inspectionError("redis-command-too-slow", { command: line, seconds: timeoutMs / 1000 }));
    redis.disconnect();
  }, timeoutMs);
  const endLimit = limitAnswer(redis, () => {
    reject(inspectionError("answer-too-large", { server: "Redis", megabytes: mostMegabytes }));
    redis.disconnect();
  });
  try {
    const shown = new ShownRows(rowLimit);
    for (const row of rowsOf(await Promise.race([ended, callWithin(redis, name, rest)]))) {
      shown.add(row);
      if (shown.isFull) break;
    }
    const { rows, truncatedAt } = shown;
    return { command: line, columns: ["reply"], rows, truncatedAt, error: null };
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (!(error instanceof Error) || error.name !== "ReplyError") throw stackGone(error);
    const code = cutMessage(error.message.split(" ", 1)[0] ?? "ERR");
    const message = cutMessage(error.message.slice(code.length + 1));
    return {
      command: line,
      columns: [],
      rows: [],
      truncatedAt: null,
      error: { code, message, hint: null },
    };
  } finally {
    clearTimeout(late);
    endLimit();
  }
}

/** A node of a cluster is connected when it is asked first. */
function limitAnswer(redis: Redis | Cluster, tooLarge: () => void): () => void {
  const nodes = redis instanceof Cluster ? redis.nodes() : [redis];
  const ends: (() => void)[] = [];
  for (const node of nodes) {
    const watch = () => ends.push(limitBytes(node.stream, tooLarge));
    if (node.status === "ready") watch();
    else {
      node.on("connect", watch);
      ends.push(() => node.off("connect", watch));
    }
  }
  return () => {
    for (const end of ends) end();
  };
}

/** A reply as rows of one column, nested lists one below the other with their depth as indentation. */
function* rowsOf(reply: unknown, depth = 0): Generator<[string]> {
  const indent = "  ".repeat(Math.max(0, depth - 1));
  if (Array.isArray(reply)) {
    if (reply.length === 0) yield [`${indent}(empty)`];
    for (const item of reply) yield* rowsOf(item, depth + 1);
  } else if (reply instanceof Error) yield [`${indent}(error) ${reply.message}`];
  else if (typeof reply === "object" && reply !== null) yield* rowsOf(Object.entries(reply).flat(), depth);
  else yield [`${indent}${reply === null || reply === undefined ? "(nil)" : String(reply)}`];
}
