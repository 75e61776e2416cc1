// The packages that every command installs first, in a copy of the scripts; a program that notes its words is its npm.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { root } from "../support/stack.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-prepare-"));
  await cp(join(root, "scripts"), join(folder, "scripts"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "package-lock.json"), "{}");
  await writeFile(join(folder, "esbuild.js"), 'console.log("built");');
  await npmWhich(`
    fs.mkdirSync("node_modules/node/bin", { recursive: true });
    fs.copyFileSync(process.execPath, "node_modules/node/bin/" + (process.platform === "win32" ? "node.exe" : "node"));`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An npm that notes its words and then does this. */
async function npmWhich(does: string): Promise<void> {
  const notes = 'fs.appendFileSync("asked", JSON.stringify(process.argv.slice(2)) + "\\n");';
  await writeFile(join(folder, "npm.cjs"), `const fs = require("node:fs"); ${notes} ${does}`);
}

async function prepare(variables: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  const program = 'await (await import("./scripts/prepare.mjs")).prepare();';
  const env = { ...process.env, ...variables, npm_execpath: join(folder, "npm.cjs") };
  const ran = promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    cwd: folder,
    env,
  });
  return ran.then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
  );
}

/** What npm was asked for, a list of words for each time. */
async function asked(): Promise<string[][]> {
  const notes = await readFile(join(folder, "asked"), "utf8");
  return notes
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("a user's settings of npm leave nothing out, and what is installed is not installed again", async () => {
  const settings = { NODE_ENV: "production", npm_config_ignore_scripts: "true", npm_config_omit: "optional" };
  const { code, output } = await prepare(settings);
  assert.deepEqual([code, /built/.test(output)], [0, true], output);
  const [words = []] = await asked();
  assert.equal(words[0], "ci");
  // What a flag says goes before what the environment says.
  for (const flag of ["--include=dev", "--include=optional", "--ignore-scripts=false"]) {
    assert.ok(words.includes(flag), `${flag} is missing: ${words.join(" ")}`);
  }
  await prepare();
  assert.equal((await asked()).length, 1);
});

test("nothing counts as installed before the installed Node runs", async () => {
  const installs = await readFile(join(folder, "npm.cjs"), "utf8");
  await npmWhich("");
  const { code, output } = await prepare();
  assert.equal(code, 1);
  assert.match(
    output,
    /npm installed the packages, but node_modules.node.* does not run\.\n.*npm config list/,
  );
  await npmWhich("process.exit(1);");
  assert.match((await prepare()).output, /npm ci failed\./);
  await writeFile(join(folder, "npm.cjs"), installs);
  assert.equal((await prepare()).code, 0);
  assert.equal((await asked()).length, 3);
});
