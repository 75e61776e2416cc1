import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { SessionOptions } from "../open-stack.ts";
import { knownNames } from "./known-names.ts";
import { readStrategies } from "./strategy-files.ts";

const own = path.join(import.meta.dirname, "..", "..", "..", "lab-stack");

test("the files say what they are, in every language", async () => {
  const read = await readStrategies(own, "node");
  for (const { name, about } of read) assert(about && /[а-яё]/i.test(about.ru), name);
  const processing = read.filter(({ processes }) => processes).map(({ name }) => name);
  assert.deepEqual(processing, [
    "batched",
    "buffered",
    "deferred",
    "getdel",
    "kafka",
    "queue-in-pg",
    "rabbitmq",
    "stream",
  ]);
  const naive = read.find(({ name }) => name === "naive");
  assert.match(naive?.about?.en ?? "", /^A new connection for every hit/);
});

test("so do the files in Python, and what is no strategy is none", async () => {
  const read = await readStrategies(own, "fastapi");
  for (const { name, about } of read) assert(about?.en && /[а-яё]/i.test(about.ru), name);
  assert.deepEqual(
    read.map(({ name, processes }) => (processes ? `${name} processes` : name)),
    [
      "append",
      "atomic",
      "batched processes",
      "buffered processes",
      "coalesced",
      "deferred processes",
      "inline",
      "mutex",
      "naive",
      "nullpool",
      "pooled",
    ],
  );
});

describe("a lab's strategies", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "surge-names-"));
    await mkdir(path.join(folder, "app/strategies"), { recursive: true });
    await writeFile(path.join(folder, "app/strategies/mine.ts"), "export async function hit() {}\n");
    await writeFile(path.join(folder, "app/strategies/notes.md"), "");
  });
  after(() => rm(folder, { recursive: true, force: true }));
  // Only the folder is looked at.
  const options = () => ({ stackFolder: folder }) as SessionOptions;

  test("are those of the files when nothing runs", async () => {
    const { strategies, later } = await knownNames({ stack: undefined, options: options() });
    assert.deepEqual(strategies, [{ name: "mine", about: undefined, processes: false }]);
    assert.deepEqual(later, ["yours", "own"]);
  });
});
