// The health checks of the apps' images, as their Dockerfiles have them, against servers of our own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runProgram } from "../../extension/stack/programs/run-program.ts";
import { root } from "../support/stack.ts";

const unhealthy = '{"postgres":"28P01","redis":"ok"}';
let healthy = true;
const app = createServer((request, response) => {
  const answers = healthy && request.url === "/health";
  response.writeHead(answers ? 200 : 503).end(answers ? "{}" : unhealthy);
});

const proxies = Object.fromEntries(
  ["HTTP_PROXY", "ALL_PROXY"].flatMap((name) =>
    [name, name.toLowerCase()].map((each) => [each, "http://127.0.0.1:9"]),
  ),
);
const env = { ...process.env, ...proxies, NODE_USE_ENV_PROXY: "1", NO_PROXY: "", no_proxy: "" };

const images = [
  { folder: "app", program: "node", here: process.execPath, flag: "-e" },
  { folder: "fastapi", program: "python", here: "python3", flag: "-c" },
];

before(() => new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve)));
after(() => app.close());

for (const { folder, program, here, flag } of images) {
  describe(`the health check of lab-stack/${folder}`, () => {
    const check = async (port: number) => {
      const dockerfile = await readFile(join(root, "lab-stack", folder, "Dockerfile"), "utf8");
      const [, code = ""] = new RegExp(`^ +${program} ${flag} "(.*)" \\\\$`, "m").exec(dockerfile) ?? [];
      assert.match(code, /8000/);
      return runProgram(here, [flag, code.replace("8000", String(port))], { env });
    };
    const port = () => {
      const address = app.address();
      return typeof address === "object" && address ? address.port : 0;
    };

    test("asks the app itself, whatever proxy the environment names", async () => {
      healthy = true;
      assert.equal((await check(port())).code, 0);
    });

    test("says what the app has answered where that is not well", async () => {
      healthy = false;
      const { code, stdout } = await check(port());
      assert.deepEqual([code, stdout.trim()], [1, unhealthy]);
    });

    test("fails, and says why, where nothing listens", async () => {
      const { code, stdout, stderr } = await check(9);
      assert.equal(code, 1);
      assert.match(`${stdout}${stderr}`, /ECONNREFUSED|Connection refused/);
    });
  });
}
