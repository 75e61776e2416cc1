import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import pg from "pg";
import { refusalOf } from "../../lab-stack/app/refusal.ts";

// These stand here and not beside their source because students get a copy of that folder.

test("the app and the lab use the same versions, and the app's lock names no address", async () => {
  const lab = JSON.parse(await read("package.json"));
  const app = JSON.parse(await read("lab-stack/app/package.json"));
  for (const [name, version] of Object.entries(app.dependencies)) {
    assert.equal(version, lab.devDependencies[name], name);
  }
  const lock = await read("lab-stack/app/package-lock.json");
  assert.deepEqual(JSON.parse(lock).packages[""].dependencies, app.dependencies);
  assert.doesNotMatch(lock, /"resolved"/);
});

test("pg waits for a connection for ever unless it is told how long, and the app tells it", async () => {
  // The types leave out what a pool was made with.
  const options = (pool: pg.Pool): pg.PoolConfig => Reflect.get(pool, "options");
  assert.equal(options(new pg.Pool()).connectionTimeoutMillis ?? 0, 0);
  assert.match(await read("lab-stack/app/connections.ts"), /connectionTimeoutMillis: 3_000/);
});

/** What PostgreSQL, pg, ioredis, amqplib and Node throw, as the integration tests have seen it. */
const errors: readonly (readonly [Error, string, "failed" | "unknown"])[] = [
  [sqlError("53300"), "53300", "failed"],
  [sqlError("57014"), "57014", "failed"],
  [sqlError("57P03"), "57P03", "failed"],
  [sqlError("40001"), "40001", "failed"],
  [sqlError("57P01"), "57P01", "unknown"],
  [sqlError("57P02"), "57P02", "unknown"],
  [sqlError("08006"), "08006", "unknown"],
  [pgbouncerError("query_wait_timeout"), "08P01", "failed"],
  [pgbouncerError("server login has been failing, try again later"), "08P01", "failed"],
  [pgbouncerError("server conn crashed?"), "08P01", "unknown"],
  [sqlError("40003"), "40003", "unknown"],
  [sqlError("XX000"), "XX000", "unknown"],
  [systemError("ECONNREFUSED", "connect"), "ECONNREFUSED", "failed"],
  [systemError("ENOTFOUND", "getaddrinfo"), "ENOTFOUND", "failed"],
  [systemError("ECONNRESET", "read"), "ECONNRESET", "unknown"],
  [systemError("EPIPE", "write"), "EPIPE", "unknown"],
  [named("ReplyError", "OOM command not allowed"), "OOM", "failed"],
  [named("ReplyError", "READONLY You can't write"), "READONLY", "failed"],
  [new Error("timeout exceeded when trying to connect"), "pool-timeout", "failed"],
  [new Error("Connection terminated unexpectedly"), "connection-lost", "unknown"],
  [named("IllegalOperationError", "Channel closed"), "rabbitmq-unavailable", "failed"],
  [new Error("channel closed"), "rabbitmq-connection-lost", "unknown"],
  [new Error("message nacked"), "rabbitmq-nack", "unknown"],
  [
    Object.assign(new Error("fewer in-sync replicas"), { code: "NOT_ENOUGH_REPLICAS" }),
    "NOT_ENOUGH_REPLICAS",
    "failed",
  ],
  [Object.assign(new Error("Request timed out"), { code: "kafka-timeout" }), "kafka-timeout", "unknown"],
  [new TypeError("Cannot read properties of undefined"), "bug", "unknown"],
];

for (const [error, code, outcome] of errors) {
  test(`${code}: ${error.message} has ${outcome === "failed" ? "failed" : "an unknown outcome"}`, () => {
    const { thrown, ...refusal } = refusalOf(error);
    assert.deepEqual(refusal, { code, message: error.message, outcome });
    assert.equal(thrown, code === "bug" ? `${error.name}: ${error.message}` : undefined);
  });
}

test("a mistake in a strategy is told as the exception, with the strategy's file and line", () => {
  const at = (error: Error) =>
    Object.assign(error, { stack: `${error}\n    at hit (file:///lab/app/strategies/my%20own.ts:7:9)` });
  const thrown = (error: Error) => refusalOf(at(error)).thrown;
  assert.equal(
    thrown(new TypeError("x is not a function")),
    "TypeError: x is not a function (strategies/my own.ts:7)",
  );
  assert.equal(thrown(sqlError("42703")), "error: some words (strategies/my own.ts:7)");
  assert.equal(
    thrown(named("ReplyError", "ERR wrong number of arguments for 'incr' command")),
    "ReplyError: ERR wrong number of arguments for 'incr' command (strategies/my own.ts:7)",
  );
  assert.equal(thrown(named("ReplyError", "ERR max number of clients reached")), undefined);
  assert.equal(thrown(sqlError("53300")), undefined);
});

test("several addresses refused: their messages are told together", () => {
  const both = new AggregateError([new Error("::1 refused"), new Error("127.0.0.1 refused")]);
  const error = Object.assign(both, { code: "ECONNREFUSED", syscall: "connect" });
  const message = "::1 refused; 127.0.0.1 refused";
  assert.deepEqual(refusalOf(error), { code: "ECONNREFUSED", message, outcome: "failed" });
});

test("what is no error at all is a bug", () => {
  assert.deepEqual(refusalOf("no"), { code: "bug", message: "no", outcome: "unknown", thrown: "no" });
});

function sqlError(code: string): Error {
  return Object.assign(new pg.DatabaseError("some words", 10, "error"), { code });
}

function pgbouncerError(message: string): Error {
  return Object.assign(new pg.DatabaseError(message, 10, "error"), { code: "08P01" });
}

function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function read(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), "utf8");
}
