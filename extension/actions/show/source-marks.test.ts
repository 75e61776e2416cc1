import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { marksIn } from "./source-marks.ts";

const stack = path.join(import.meta.dirname, "../../../lab-stack");
const strategies = path.join(stack, "app/strategies");

async function marked(name: string, folder = strategies, extension = ".ts"): Promise<string[]> {
  return marksIn(await readFile(path.join(folder, name + extension), "utf8")).map(({ kind }) => kind);
}

test("the lines that matter are found in the lab's own strategies", async () => {
  assert.deepEqual(await marked("naive"), ["connect", "read", "addInApp", "writeBack"]);
  assert.deepEqual(await marked("pooled"), ["read", "addInApp", "writeBack"]);
  assert.deepEqual(await marked("atomic"), ["add"]);
  assert.deepEqual(await marked("append"), ["row"]);
  assert.deepEqual(await marked("buffered"), ["countInRedis", "readBuffer", "add", "clearBuffer", "commit"]);
  assert.deepEqual(await marked("locked"), ["lock", "addInApp", "writeBack", "commit"]);
  assert.deepEqual(await marked("slotted"), ["add"]);
  assert.deepEqual(await marked("getdel"), ["countInRedis", "takeBuffer", "add"]);
  assert.deepEqual(await marked("queue-in-pg"), ["enqueue", "takeRows", "row", "commit"]);
  assert.deepEqual(await marked("inline"), ["row", "slowWork"]);
  assert.deepEqual(await marked("deferred"), ["enqueue", "takeRows", "slowWork", "row", "commit"]);
  for (const step of ["enqueue", "takeEntries", "remember", "row", "commit", "acknowledge"])
    assert.ok((await marked("stream")).includes(step), step);
  assert.deepEqual(await marked("rabbitmq"), [
    "enqueue",
    "acknowledge",
    "remember",
    "row",
    "commit",
    "takeEntries",
    "commit",
  ]);
  const batched = await marked("batched");
  for (const step of ["moveAside", "remember", "add", "commit", "clearBuffer"])
    assert.ok(batched.includes(step), step);
});

test("and in those of the app in Python", async () => {
  const inPython = (name: string) => marked(name, path.join(stack, "fastapi/strategies"), ".py");
  for (const name of ["naive", "nullpool", "pooled"]) {
    assert.deepEqual(await inPython(name), ["read", "addInApp", "writeBack"], name);
  }
  assert.deepEqual(await inPython("atomic"), ["add"]);
  assert.deepEqual(await inPython("append"), ["row"]);
  assert.deepEqual(await inPython("inline"), ["row", "slowWork"]);
  assert.deepEqual(await inPython("deferred"), ["enqueue", "takeRows", "slowWork", "row"]);
  assert.deepEqual(await inPython("buffered"), [
    "countInRedis",
    "readBuffer",
    "add",
    "clearBuffer",
    "commit",
  ]);
  const batched = await inPython("batched");
  for (const step of ["countInRedis", "moveAside", "remember", "add", "clearBuffer"])
    assert.ok(batched.includes(step), step);
});

test("marks follow the source when a student edits it", async () => {
  const source = await readFile(path.join(strategies, "naive.ts"), "utf8");
  const moved = marksIn(`// one line more\n\n${source}`);
  assert.deepEqual(
    moved.map(({ line }) => line),
    marksIn(source).map(({ line }) => line + 2),
  );
  const locked = source.replace("WHERE strategy = 'naive'\"", "WHERE strategy = 'naive' FOR UPDATE\"");
  assert.deepEqual(
    marksIn(locked).map(({ kind }) => kind),
    ["connect", "lock", "addInApp", "writeBack"],
  );
  const commented = source.replace(/^(\s*)(await client\.query)/m, "$1// $2");
  assert.ok(!marksIn(commented).some(({ kind }) => kind === "writeBack"));
});

test("every marked line holds what its note speaks of, in any file", () => {
  assert.deepEqual(marksIn(""), []);
  assert.deepEqual(marksIn("SELECT value FROM counter"), [], "outside of a function");
  const pending = "export async function pending() {\n  return redis.get('x');\n}\n";
  assert.deepEqual(marksIn(pending), [], "only reports");
});
