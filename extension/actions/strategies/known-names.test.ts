import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Stack } from "../../stack/stack.ts";
import type { SessionOptions } from "../session.ts";
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
    const { strategies } = await knownNames({ stack: undefined, options: options() });
    assert.deepEqual(strategies, [{ name: "mine", about: undefined, processes: false }]);
  });

  test("are those of the running app first, asked once; without an answer, those of the files", async () => {
    const app = [
      { name: "naive", about: { en: "a", ru: "б" }, processes: false, buffers: false, storesIds: false },
    ];
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.setHeader("content-type", "application/json").end(JSON.stringify(app));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    // Only the app's name and address are looked at.
    const stack = {
      endpoints: { app: `http://127.0.0.1:${port}` },
      composition: { app: "node", with: [] as const },
    } as unknown as Stack;
    for (let time = 0; time < 2; time += 1) {
      const { strategies } = await knownNames({ stack, options: options() });
      assert.deepEqual(
        strategies.map(({ name }) => name),
        ["naive", "mine"],
      );
    }
    assert.equal(asked, 1);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    // A stack that is not the same, at an address where nobody answers any more.
    const { strategies } = await knownNames({ stack: { ...stack }, options: options() });
    assert.deepEqual(
      strategies.map(({ name }) => name),
      ["mine"],
    );
  });
});
