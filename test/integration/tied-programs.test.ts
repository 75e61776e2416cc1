import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { untilNothing } from "../support/parent.ts";
import { endOf, until } from "../support/servers.ts";
import { commandLine, descendantsOf, isAlive, root } from "../support/stack.ts";

describe("who fetches something for the lab", { skip: process.platform === "win32" }, () => {
  /** A package index that takes every question and answers none, so that pip and npm wait. */
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

  async function start(moment: string, script: string) {
    const { port } = index.address() as AddressInfo; // it listens on TCP
    const url = `http://127.0.0.1:${port}/`;
    const env = { ...process.env, NO_PROXY: "127.0.0.1", PIP_INDEX_URL: url, npm_config_registry: url };
    const into = join(folder, moment);
    await mkdir(into);
    asked = 0;
    return spawn(process.execPath, [join(root, script), into, folder], { env, stdio: "inherit" });
  }

  const [environment, npmPackage] = ["test/support/make-environment.ts", "test/support/fetch-package.ts"];
  const moments = {
    // Python itself puts pip into the environment, in a process below.
    venv: [
      environment,
      (commands: readonly string[]) => commands.some((words) => words.includes("-m ensurepip")),
    ],
    pip: [environment, () => asked > 0],
    npm: [npmPackage, () => asked > 0],
  } as const;
  for (const [moment, [script, hasCome]] of Object.entries(moments)) {
    test(`is killed (SIGKILL) while ${moment} works: no process is left`, async () => {
      const parent = await start(moment, script);
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
      await untilNothing(async () => {
        const alive = await Promise.all(below.map(isAlive));
        return below.filter((_, number) => alive[number]).map(String);
      });
    });
  }
});
