import assert from "node:assert/strict";
import { test } from "node:test";
import manifest from "../../package.json" with { type: "json" };
import { activationFiles } from "../support/activation-files.ts";

// One import of a value from the wrong file brings every action, and activation takes 300 ms instead of 10.
test("activation reads less than 64 KB; parsers, clients and actions come with the first cell", () => {
  const read = activationFiles();
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
