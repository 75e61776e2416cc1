// One hit of a strategy at a time, statement by statement: before each statement this program tells what it would
// send, and sends it when it reads "go". `interleave` runs two of these programs to try every order of their
// statements. Each line, in and out, is JSON.
import { createInterface } from "node:readline";
import pg from "pg";
import { pool, redis } from "./connections.ts";
import { refusalOf } from "./refusal.ts";
import { loadStrategies } from "./strategies.ts";

interface Hit {
  readonly id: string;
  /** The isolation level of every transaction that does not choose one itself. */
  readonly level: string;
  /** One transaction around all statements of the hit. */
  readonly transaction: boolean;
}

const [name = ""] = process.argv.slice(2);
const { query: send, end: close } = pg.Client.prototype;

// PostgreSQL is what is looked at: a hit that wants Redis is refused at once.
redis.disconnect();
// Between two statements a connection may lie in the pool for long.
pool.options.idleTimeoutMillis = 0;
// Who draws lots draws the same as everyone else: the worst that chance can do.
Math.random = () => 0;

let hit: Hit = { id: "", level: "read committed", transaction: false };
/** The connections of this process, each with its process in PostgreSQL. */
const backends = new WeakMap<pg.Client, { readonly pid: number; readonly level: string }>();
/** BEGIN has been sent and is still to be told: it changes nothing that another client could see. */
const begun = new WeakMap<pg.Client, string>();
/** Whose last statement was refused: PostgreSQL has rolled its transaction back. */
const refused = new WeakSet<pg.Client>();
/** Whom this program has begun a transaction for. */
const wrapped = new Set<pg.Client>();

let letGo = () => {};
/** A hit that sends several statements at once sends them one after another here. */
let lastStatement: Promise<unknown> = Promise.resolve();

// pool.query comes here, too. It wants a callback, a strategy that has a client of its own a promise.
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
    // A strategy that closes its own connection does so before its hit is over.
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

/** Ends the transaction that was begun for it, if there is one. */
async function finish(client: pg.Client, failed = false): Promise<void> {
  if (!wrapped.delete(client)) return;
  const how = refused.delete(client) || failed ? "ROLLBACK" : "COMMIT";
  const run = () => Reflect.apply(send, client, [how]);
  if (how === "ROLLBACK") await run().catch(() => {});
  else await step(client, (await backendOf(client)).pid, how, run);
}

/** Its process in PostgreSQL, which from now on has the level of the hit. */
async function backendOf(client: pg.Client) {
  const known = backends.get(client);
  if (known?.level === hit.level) return known;
  const text = "SELECT pg_backend_pid() AS pid, set_config('default_transaction_isolation', $1, false)";
  const { rows } = await Reflect.apply(send, client, [text, [hit.level]]);
  const backend = { pid: Number(rows[0].pid), level: hit.level };
  backends.set(client, backend);
  return backend;
}

/** A statement is text, or an object that has it. */
function textOf([first]: readonly unknown[]): string {
  return typeof first === "string" ? first : String(Object(first).text ?? "");
}

/** With its values, as one would type it. */
function shown(words: readonly unknown[]): string {
  const values = [words[1], Object(words[0]).values].find(Array.isArray) ?? [];
  const literal = (value: unknown) => (typeof value === "number" ? String(value) : `'${value}'`);
  return textOf(words)
    .replace(/\$(\d+)/g, (place, number) => (number in [0, ...values] ? literal(values[number - 1]) : place))
    .replace(/\s+/g, " ")
    .trim();
}

/** What was read, or else what was done: "value = 7", "UPDATE 1". */
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
    failure = refusalOf(error).code;
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
// Nothing more is to be sent: what is open is rolled back.
process.exit(0);
