import pg from "pg";

/** The body of a 503 answer. */
export interface Refusal {
  /** The SQLSTATE of a PostgreSQL error, otherwise the cause in one word. */
  readonly code: string;
  readonly message: string;
  /** "failed": the hit was certainly not counted. "unknown": it may have been counted. */
  readonly outcome: "failed" | "unknown";
  /** Where the strategy's own code is at fault: the exception, and the line of the strategy that it came from. */
  readonly thrown?: string;
}

/** The failure of another process of the app, which has logged it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The answer for an error that a strategy threw. When in doubt, the outcome is "unknown". */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  const refusal = judge(error);
  return isMistake(error, refusal) ? { ...refusal, thrown: exceptionOf(error, refusal.message) } : refusal;
}

function judge(error: unknown): Refusal {
  if (!(error instanceof Error)) return { code: "bug", message: String(error), outcome: "unknown" };
  const message = messageOf(error);

  if (error.name === "ReplyError") {
    // Redis returned an error: its first word is the code, for example OOM or READONLY.
    return { code: message.split(" ", 1)[0] ?? "redis", message, outcome: "failed" };
  }
  if (error.name === "IllegalOperationError") {
    // amqplib's connection was already closed: nothing was sent.
    return { code: "rabbitmq-unavailable", message, outcome: "failed" };
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (error instanceof pg.DatabaseError && code !== undefined) {
    const sent = mayHaveCommitted(code) && !unsentByPgbouncer.test(message);
    return { code, message, outcome: sent ? "unknown" : "failed" };
  }
  // Kafka writes nothing when too few replicas are in sync.
  if (code === "NOT_ENOUGH_REPLICAS") return { code, message, outcome: "failed" };
  if (code === "FST_ERR_HANDLER_TIMEOUT") return { code: "timeout", message, outcome: "unknown" };
  if (code !== undefined) {
    // An error from the operating system. If the connection could not be opened, nothing can have been sent.
    const connecting = "syscall" in error && /^(connect|getaddrinfo)/.test(String(error.syscall));
    return { code, message, outcome: connecting ? "failed" : "unknown" };
  }
  const known = withoutCode.find(({ words }) => message.includes(words));
  return { code: known?.code ?? "bug", message, outcome: known?.outcome ?? "unknown" };
}

/**
 * A statement that fails is rolled back, so the hit was not counted. The exceptions: the server was shut down (57P…),
 * the connection was lost (08…, 25P03), or PostgreSQL itself does not know (40003, XX…).
 * 57P03, "cannot connect now", is raised before any statement runs.
 */
function mayHaveCommitted(sqlstate: string): boolean {
  return /^(57P0[^3]|08|25P03|40003|XX)/.test(sqlstate);
}

/** PgBouncer refuses a client that it has given no connection to PostgreSQL (08P01). So nothing was sent there. */
const unsentByPgbouncer = /^(query_wait_timeout|server login |pgbouncer cannot connect to server)/;

/** pg, ioredis and amqplib throw these without an error code, so they are recognised by their message. */
const withoutCode: readonly (Omit<Refusal, "message"> & { readonly words: string })[] = [
  { words: "timeout exceeded when trying to connect", code: "pool-timeout", outcome: "failed" },
  { words: "due to connection timeout", code: "connect-timeout", outcome: "failed" },
  { words: "timeout expired", code: "connect-timeout", outcome: "failed" },
  { words: "after calling end on the pool", code: "stopping", outcome: "failed" },
  { words: "Query read timeout", code: "query-timeout", outcome: "unknown" },
  { words: "Connection terminated", code: "connection-lost", outcome: "unknown" },
  { words: "not queryable", code: "connection-lost", outcome: "unknown" },
  { words: "enableOfflineQueue", code: "redis-unavailable", outcome: "failed" },
  { words: "Command timed out", code: "redis-timeout", outcome: "unknown" },
  { words: "max retries per request", code: "redis-reply-lost", outcome: "unknown" },
  { words: "Command aborted", code: "redis-reply-lost", outcome: "unknown" },
  { words: "Connection is closed", code: "redis-reply-lost", outcome: "unknown" },
  { words: "RabbitMQ cannot be reached", code: "rabbitmq-unavailable", outcome: "failed" },
  { words: "RabbitMQ has no queue", code: "rabbitmq-no-queue", outcome: "failed" },
  { words: "RabbitMQ does not confirm", code: "rabbitmq-timeout", outcome: "unknown" },
  { words: "channel closed", code: "rabbitmq-connection-lost", outcome: "unknown" },
  { words: "message nacked", code: "rabbitmq-nack", outcome: "unknown" },
  { words: "Channel ended", code: "rabbitmq-connection-lost", outcome: "unknown" },
];

/** An unknown error, a wrong use of the language, of SQL (classes 22 and 42) or of a Redis command. */
function isMistake(error: unknown, { code, message }: Refusal): boolean {
  if (code === "bug" || error instanceof TypeError || error instanceof RangeError) return true;
  if (error instanceof pg.DatabaseError) return /^(22|42)...$/.test(code);
  return code === "WRONGTYPE" || /^ERR (wrong number|unknown|syntax|value is not)/.test(message);
}

/** `TypeError: x is not a function (strategies/mine.ts:7)` */
function exceptionOf(error: unknown, message: string): string {
  const text = error instanceof Error ? `${error.name}: ${message}` : message;
  const stack = error instanceof Error ? error.stack : undefined;
  const [, file, line] = /\/(strategies\/[^/\s?]+)(?:\?\S*?)?:(\d+):\d+/.exec(stack ?? "") ?? [];
  return file === undefined ? text : `${text} (${decodeURIComponent(file)}:${line})`;
}

/** When a host name has several addresses, Node wraps one error per address in an error without a message. */
function messageOf(error: Error): string {
  if (error.message === "" && error instanceof AggregateError) {
    return error.errors.map((each) => (each instanceof Error ? each.message : String(each))).join("; ");
  }
  return error.message;
}
