import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import esbuild from "esbuild";
import { appLoaderBuilds } from "../../extension/stack/app-loader/build.js";
import { kinds, startApp } from "../support/app.ts";
import { type PostgresServer, type Server, startPostgres, startRedis } from "../support/servers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let folder: string;
let app: string;
let words: string[];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge lab стенд "));
  for (const options of appLoaderBuilds) {
    const outdir = options.outdir?.replace(/^dist/, () => join(folder, "dist"));
    await esbuild.build({ ...options, absWorkingDir: root, outdir });
  }
  app = join(folder, "lab-stack", "app");
  await cp(join(root, "lab-stack/app"), app, {
    recursive: true,
    filter: (path) => !path.includes("node_modules", root.length),
  });
  // As on the editor's Node, which cannot read TypeScript by itself.
  const noTypes = process.allowedNodeEnvironmentFlags.has("--no-strip-types")
    ? "--no-strip-types"
    : "--no-experimental-strip-types";
  const loader = pathToFileURL(join(folder, "dist/app-loader.js")).href;
  words = [noTypes, "--import", loader, join(app, "server.ts")];
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("the app runs from a folder without node_modules, with spaces and Cyrillic letters", async () => {
  assert.ok(!(await readdir(app)).includes("node_modules"));
  let postgres: PostgresServer | undefined;
  let redis: Server | undefined;
  try {
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    const running = await startApp({ databaseUrl: postgres.appUrl, redisUrl: redis.url, words });
    try {
      for (const strategy of ["naive", "pooled", "atomic", "append", "buffered", "batched"]) {
        assert.deepEqual(kinds(await running.hits(strategy, 5, 1)), { 200: 5 }, strategy);
      }
      assert.deepEqual((await running.post("/batched/process")).body, { processed: 5 });
      assert.equal((await running.get("/health")).status, 200);
    } finally {
      await running.stop();
    }
  } finally {
    await Promise.all([postgres?.remove(), redis?.remove()]);
  }
});

test("an error in a strategy is told with the student's own file, line and column", async () => {
  const file = join(app, "strategies", "mine.ts");
  await writeFile(file, "// mine\nexport const broken: = 1;\n");
  assert.match(
    await errorsOf(),
    /^strategies\/mine\.ts:2:22: Unexpected token `=`\. .*\nThe app cannot start \(ECONNREFUSED\)/,
  );

  await writeFile(file, "interface Many {\n  lines: string;\n}\nthrow new Error('from line 4');\n");
  assert.match(await errorsOf(), /^strategies\/mine\.ts:4:7: from line 4\n/);
  await rm(file);

  // What all strategies share the app cannot do without.
  const shared = join(app, "refusal.ts");
  const source = await readFile(shared, "utf8");
  await writeFile(shared, `${source}export const broken: = 1;\n`);
  const line = source.split("\n").length;
  assert.match(
    await errorsOf(),
    new RegExp(`^${escaped(shared)}:${line}:22: Unexpected token[^]*export const broken`),
  );
  await writeFile(shared, source);
});

test("what the student installed beside the app is used", async () => {
  await cp(join(root, "node_modules/pg-int8"), join(app, "node_modules/pg"), { recursive: true });
  // pg-int8 is no database client, so the app cannot work with it: that is how we see that it was taken.
  assert.match(await errorsOf(), /Pool is not a constructor/);
});

/** What the app writes to its log when it cannot start; there is no server at port 1. */
async function errorsOf(): Promise<string> {
  const servers = { DATABASE_URL: "postgresql://127.0.0.1:1/surge", REDIS_URL: "redis://127.0.0.1:1" };
  const failed: unknown = await promisify(execFile)(process.execPath, words, {
    env: { ...process.env, ...servers },
  }).catch((error) => error.stderr);
  assert.equal(typeof failed, "string");
  return String(failed);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
