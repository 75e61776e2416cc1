// Runs one hit of a strategy at a time, statement by statement: before each statement it prints what it is about to
// send, and sends it when it reads "go". `interleave` runs two of these programs to try every order of their
// statements. Every line of input and output is JSON.
import { createInterface } from "node:readline";
import pg from "pg";
import { pool, redis } from "./connections.ts";
import { loadStrategies } from "./live-strategies.ts";
import { refusalOf } from "./refusal.ts";

interface Hit {
  readonly id: string;
  /** The isolation level of every transaction that does not set its own. */
  readonly level: string;
  /** Wrap all statements of the hit in one transaction. */
  readonly transaction: boolean;
}

const [name = ""] = process.argv.slice(2);
const { query: send, end: close } = pg.Client.prototype;

// Only PostgreSQL is examined here: a hit that needs Redis fails at once.
redis.disconnect();
// A connection may be idle for a long time between two statements, so the pool must not close it.
pool.options.idleTimeoutMillis = 0;
// A strategy that chooses at random always makes the same choice: the worst case for collisions.
Math.random = () => 0;

let hit: Hit = { id: "", level: "read committed", transaction: false };
/** For each connection, its backend process in PostgreSQL. */
const backends = new WeakMap<pg.Client, { readonly pid: number; readonly level: string }>();
/** BEGIN was sent but not reported yet. It has no effect visible to others, so it is reported with the next statement. */
const begun = new WeakMap<pg.Client, string>();
/** Connections whose last statement failed: PostgreSQL has aborted their transaction. */
const refused = new WeakSet<pg.Client>();
/** Connections for which this program has begun a transaction. */
const wrapped = new Set<pg.Client>();

let letGo = () => {};
/** Statements that a hit sends concurrently are run here one after another. */
let lastStatement: Promise<unknown> = Promise.resolve();

// pool.query ends up here as well. It passes a callback; a strategy with its own client expects a promise.
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...words: unknown[]) {
    const callback = words.findLast((word) => typeof word === "function");
    const plain = words.filter((word) => typeof word !== "function");
    const result = lastStatement.then(() => gated(this, plain));
    lastStatement = result.catch(() => {});
    if (callback === undefined) return result;
    return void result.then(
      (rows) => callback(null, rows),
      (error) => callback(error),
    );
  },
  async end(this: pg.Client, callback?: (error: Error | null) => void) {
    // A strategy closes its own connection before its hit is over, so its transaction ends here.
    await finish(this).finally(() => Reflect.apply(close, this, []).then(() => callback?.(null)));
  },
});

async function gated(client: pg.Client, words: readonly unknown[]): Promise<unknown> {
  const text = textOf(words);
  const run = () => Reflect.apply(send, client, words);
  const { pid } = await backendOf(client);
  if (/^\s*rollback\b/i.test(text) && refused.delete(client)) return run();
  if (/^\s*(begin|start\s+transaction)\b/i.test(text)) {
    if (hit.transaction)
      throw Object.assign(new Error("It has its own transaction."), { code: "own-transaction" });
    begun.set(client, `${shown(words)}; `);
    return run();
  }
  if (hit.transaction && !wrapped.has(client)) {
    wrapped.add(client);
    begun.set(client, "BEGIN; ");
    await Reflect.apply(send, client, ["BEGIN"]);
  }
  return step(client, pid, shown(words), run);
}

async function step(client: pg.Client, pid: number, text: string, run: () => Promise<unknown>) {
  const go = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  tell({ statement: (begun.get(client) ?? "") + text, pid });
  begun.delete(client);
  await go;
  try {
    const result = await run();
    tell({ answer: answerOf(result), error: null });
    return result;
  } catch (error) {
    refused.add(client);
    tell({ answer: "", error: refusalOf(error).code });
    throw error;
  }
}

/** Ends the transaction that this program began on the connection, if there is one. */
async function finish(client: pg.Client, failed = false): Promise<void> {
  if (!wrapped.delete(client)) return;
  const how = refused.delete(client) || failed ? "ROLLBACK" : "COMMIT";
  const run = () => Reflect.apply(send, client, [how]);
  if (how === "ROLLBACK") await run().catch(() => {});
  else await step(client, (await backendOf(client)).pid, how, run);
}

/** The connection's backend process in PostgreSQL; sets its isolation level to that of the hit. */
async function backendOf(client: pg.Client) {
  const known = backends.get(client);
  if (known?.level === hit.level) return known;
  const text = "SELECT pg_backend_pid() AS pid, set_config('default_transaction_isolation', $1, false)";
  const { rows } = await Reflect.apply(send, client, [text, [hit.level]]);
  const backend = { pid: Number(rows[0].pid), level: hit.level };
  backends.set(client, backend);
  return backend;
}

/** A query is passed as text, or as an object with a `text` field. */
function textOf([first]: readonly unknown[]): string {
  return typeof first === "string" ? first : String(Object(first).text ?? "");
}

/** The statement with its values filled in, as one would type it. */
function shown(words: readonly unknown[]): string {
  const values = [words[1], Object(words[0]).values].find(Array.isArray) ?? [];
  const literal = (value: unknown) => (typeof value === "number" ? String(value) : `'${value}'`);
  return textOf(words)
    .replace(/\$(\d+)/g, (place, number) => (number in [0, ...values] ? literal(values[number - 1]) : place))
    .replace(/\s+/g, " ")
    .trim();
}

/** What the statement returned ("value = 7"), or else what it did ("UPDATE 1"). */
function answerOf(result: unknown): string {
  const { command, rowCount, rows = [] } = Object(Array.isArray(result) ? result.at(-1) : result);
  const read = Object.entries(Object(rows[0])).map(([column, value]) => `${column} = ${value}`);
  return read.length > 0 ? read.join(", ") : [command, rowCount].filter((word) => word !== null).join(" ");
}

async function run(hitOnce: (id: string) => Promise<void>): Promise<void> {
  let failure: string | null = null;
  try {
    await hitOnce(hit.id);
    await lastStatement;
    for (const client of [...wrapped]) await finish(client);
  } catch (error) {
    const { code, thrown } = refusalOf(error);
    failure = thrown ?? code;
    for (const client of [...wrapped]) await finish(client, true);
  }
  await lastStatement;
  tell({ over: failure });
}

function tell(what: object): void {
  console.log(JSON.stringify(what));
}

const strategy = (await loadStrategies()).get(name);
if (!strategy) throw new Error(`There is no strategy "${name}".`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === '"go"') letGo();
  else {
    hit = JSON.parse(line);
    void run((id) => strategy.hit(id));
  }
}
// End of input. Exiting closes the connections, and PostgreSQL rolls back what is still open.
process.exit(0);
