import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import type { SessionOptions } from "../../extension/actions/open-stack.ts";
import { knownNames } from "../../extension/actions/strategies/known-names.ts";
import type { Stack } from "../../extension/stack/stack.ts";

test("a lab's strategies are those of the running app first, asked once, as long as their files are there; without an answer, those of the files", async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), "surge-names-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, "app/strategies"), { recursive: true });
  for (const name of ["mine", "naive"])
    await writeFile(path.join(folder, `app/strategies/${name}.ts`), "export async function hit() {}\n");
  // Only the folder is looked at.
  const options = { stackFolder: folder } as SessionOptions;
  const app = ["naive", "deleted"].map((name) => ({
    name,
    about: { en: "a", ru: "б" },
    processes: false,
    buffers: false,
    storesIds: false,
  }));
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader("content-type", "application/json").end(JSON.stringify(app));
  });
  t.after(() => server.close());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  // Only the app's name and address are looked at.
  const stack = {
    endpoints: { app: `http://127.0.0.1:${port}` },
    composition: { app: "node", with: [] as const },
  } as unknown as Stack;
  for (let time = 0; time < 2; time += 1) {
    const { strategies } = await knownNames({ stack, options });
    assert.deepEqual(
      strategies.map(({ name }) => name),
      ["naive", "mine"],
    );
  }
  assert.equal(asked, 1);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  // A stack that is not the same, at an address where nobody answers any more.
  const { strategies } = await knownNames({ stack: { ...stack }, options });
  assert.deepEqual(
    strategies.map(({ name }) => name),
    ["mine", "naive"],
  );
});
