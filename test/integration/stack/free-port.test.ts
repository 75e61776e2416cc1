import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePort, withFreePort } from "../../../extension/stack/free-port.ts";

test("a free port can be listened on", async () => {
  const server = createServer().listen(await freePort(), "127.0.0.1");
  await once(server, "listening");
  server.close();
});

test("a port that is taken meanwhile is exchanged for another, five times at most", async () => {
  const tried: number[] = [];
  const port = await withFreePort(async (free) => {
    tried.push(free);
    if (tried.length < 3) throw new Error("listen: Address already in use");
    return free;
  });
  assert.equal(port, tried[2]);

  let attempts = 0;
  const never = withFreePort(async () => {
    attempts += 1;
    throw new Error("could not bind IPv4 address");
  });
  await assert.rejects(never, /could not bind/);
  assert.equal(attempts, 5);
});

test("another failure is not tried again", async () => {
  let attempts = 0;
  const failing = withFreePort(async () => {
    attempts += 1;
    throw new Error("No space left on device");
  });
  await assert.rejects(failing, /No space/);
  assert.equal(attempts, 1);
});
