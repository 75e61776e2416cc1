import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import manifest from "../../package.json" with { type: "json" };

const dist = path.join(import.meta.dirname, "../../dist");

// One import of a value from the wrong file brings every action, and activation takes 300 ms instead of 10.
test("activation reads less than 64 KB; parsers, clients and actions come with the first cell", () => {
  const read = new Map<string, number>();
  readAll("extension.js", read);
  const bytes = [...read.values()].reduce((sum, size) => sum + size, 0);
  assert(bytes > 20_000, `${bytes} bytes: is this the extension?`);
  assert(bytes < 64 * 1024, [...read].map(([file, size]) => `${file} ${size}`).join(", "));
});

test("no setting counts that a folder brings along before it is trusted", () => {
  const { configuration } = manifest.contributes;
  const { restrictedConfigurations, supported } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, "limited");
  assert.deepEqual(restrictedConfigurations, Object.keys(configuration.properties));
});

function readAll(file: string, read: Map<string, number>): void {
  if (read.has(file)) return;
  const source = readFileSync(path.join(dist, file), "utf8");
  read.set(file, Buffer.byteLength(source));
  for (const [, imported] of source.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
    if (imported) readAll(imported, read);
  }
}
