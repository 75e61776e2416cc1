import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { withinFiveSeconds } from "../support/parent.ts";
import { endOf, until } from "../support/servers.ts";
import { commandLine, descendantsOf, isAlive, root } from "../support/stack.ts";

describe("making the environment of the app in Python", { skip: process.platform === "win32" }, () => {
  /** A package index that takes every question and answers none, so that pip waits. */
  const index = createServer(() => {
    asked += 1;
  });
  let asked = 0;
  let folder = "";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-environment-"));
    await mkdir(join(folder, "fastapi"));
    const hash = `sha256:${"0".repeat(64)}`;
    await writeFile(join(folder, "fastapi", "requirements.txt"), `fastapi==1.0.0 --hash=${hash}\n`);
    await once(index.listen(0, "127.0.0.1"), "listening");
  });
  after(async () => {
    index.closeAllConnections();
    index.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });

  function start(storage: string) {
    const { port } = index.address() as AddressInfo; // it listens on TCP
    const env = { ...process.env, NO_PROXY: "127.0.0.1", PIP_INDEX_URL: `http://127.0.0.1:${port}/` };
    const script = join(root, "test/support/make-environment.ts");
    return spawn(process.execPath, [script, join(folder, storage), folder], { env, stdio: "inherit" });
  }

  const moments = {
    // Python itself puts pip into the environment, in a process below.
    venv: (commands: readonly string[]) => commands.some((words) => words.includes("-m ensurepip")),
    pip: () => asked > 0,
  };
  for (const [moment, hasCome] of Object.entries(moments)) {
    test(`SIGKILL of who makes it, while ${moment} works, leaves no process`, async () => {
      const parent = start(moment);
      const { pid } = parent;
      assert.ok(pid !== undefined);
      let below: readonly number[] = [];
      try {
        await until(
          `${moment} works`,
          async () => {
            below = await descendantsOf(pid);
            return hasCome(await Promise.all(below.map(commandLine)));
          },
          120,
        );
      } finally {
        await endOf(parent, "SIGKILL");
      }
      assert.ok(below.length > 0, "something ran when it was killed");
      await withinFiveSeconds(async () => {
        const alive = await Promise.all(below.map(isAlive));
        return below.filter((_, number) => alive[number]).map(String);
      });
    });
  }
});
