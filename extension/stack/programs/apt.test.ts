import assert from "node:assert/strict";
import { test } from "node:test";
import { aptError } from "./apt.ts";

test("apt without a network is told apart from a package that does not exist", () => {
  const offline = [
    "W: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  Temporary failure resolving 'deb.debian.org'",
    "W: Failed to fetch http://127.0.0.1:9/debian/dists/x/InRelease  Could not connect to 127.0.0.1:9 (127.0.0.1). - connect (111: Connection refused)",
  ];
  for (const line of offline) assert.equal(aptError(line, ["redis-server"]).code, "download-offline");
  const unknown = aptError("E: Unable to locate package redis-tools", ["redis-tools", "redis-server"]);
  assert.equal(unknown.code, "download-failed");
  assert.match(unknown.message, /Unable to locate package redis-tools/);
});
