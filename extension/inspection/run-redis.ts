import type { Cluster, Redis } from "ioredis";
import { connectToRedis } from "../stack/connections/redis.ts";
import { stackGone } from "../stack/errors.ts";
import type { StatementResult } from "../stack/stack.ts";
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
  const redis = await connectToRedis(endpoint);
  if (redis.options.keyPrefix) for (const { words } of commands) requireOwnKeys(words);
  const cancel = () => redis.disconnect();
  signal.addEventListener("abort", cancel);
  try {
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

async function runCommand(
  redis: Redis | Cluster,
  { line, words: [name, ...rest] }: RedisCommand,
  timeoutMs: number,
  rowLimit: number,
): Promise<StatementResult> {
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    redis.disconnect();
  }, timeoutMs);
  try {
    const all = rowsOf(await callWithin(redis, name, rest));
    const truncatedAt = all.length > rowLimit ? rowLimit : null;
    return { command: line, columns: ["reply"], rows: all.slice(0, rowLimit), truncatedAt, error: null };
  } catch (error) {
    if (isLate) throw inspectionError("redis-command-too-slow", { command: line, seconds: timeoutMs / 1000 });
    if (!(error instanceof Error) || error.name !== "ReplyError") throw stackGone(error);
    const code = error.message.split(" ", 1)[0] ?? "ERR";
    const message = error.message.slice(code.length + 1);
    return {
      command: line,
      columns: [],
      rows: [],
      truncatedAt: null,
      error: { code, message, hint: null },
    };
  } finally {
    clearTimeout(late);
  }
}

/** A reply as rows of one column, nested lists one below the other with their depth as indentation. */
export function rowsOf(reply: unknown, depth = 0): string[][] {
  const indent = "  ".repeat(Math.max(0, depth - 1));
  if (Array.isArray(reply)) {
    if (reply.length === 0) return [[`${indent}(empty)`]];
    return reply.flatMap((item) => rowsOf(item, depth + 1));
  }
  if (reply instanceof Error) return [[`${indent}(error) ${reply.message}`]];
  if (typeof reply === "object" && reply !== null) return rowsOf(Object.entries(reply).flat(), depth);
  return [[`${indent}${reply === null || reply === undefined ? "(nil)" : String(reply)}`]];
}
