// What every command does first: packages as the lock file says, then a build. Plain JavaScript that any Node since 18
// runs, because the project's own Node is one of the things that may be missing.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { npmSettings } from "./npm-settings.mjs";

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const bin = path.join(root, "node_modules", ".bin");
const stamp = path.join(root, "node_modules", ".cache", "surge-lab-lock");
const windows = process.platform === "win32";

/** The project's own Node and tools come first, whatever the machine has installed. */
export const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` };

/** Runs a program with the terminal attached. @returns its exit code (128 + signal when one ended it). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: "inherit", ...options });
    // Ctrl+C reaches the child as well: it ends in order, and this process waits for it.
    const forward = (signal) => child.kill(signal);
    const ignore = () => {};
    process.on("SIGINT", ignore);
    process.on("SIGTERM", forward);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", forward);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** The project's own Node. */
export const node = path.join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");

export const runNode = (args, options) => run(node, args, options);

/** Ends the command with what happened and what to do, without a stack trace. */
export function fail(what, remedy) {
  console.error(`${what}\n${remedy}`);
  process.exit(1);
}

async function must(what, code, remedy) {
  if ((await code) !== 0) fail(`${what} failed.`, remedy);
}

/** Installs the packages when the lock file has changed since they were installed. */
async function install() {
  const lock = createHash("sha256")
    .update(await readFile(path.join(root, "package-lock.json")))
    .digest("hex");
  const installed = await readFile(stamp, "utf8").catch(() => "");
  if (installed === lock) return;
  console.log("Installing packages (once, about a minute)…");
  // The user's own npm settings (ignore-scripts, omit, NODE_ENV) must not leave out what the project runs on.
  const ci = [
    "ci",
    "--no-audit",
    "--no-fund",
    "--include=dev",
    "--include=optional",
    "--ignore-scripts=false",
  ];
  // npm tells its scripts where it is itself; Windows could not start "npm" without a shell.
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ["npm"];
  await rm(stamp, { force: true });
  await must(
    "npm ci",
    run(command, [...first, ...ci], { env: { ...environment, ...npmSettings(process.env) } }),
    "What npm printed above says why: most often the network, or a proxy that npm does not know.",
  );
  // Only what really runs counts as installed.
  const { status } = spawnSync(node, ["--version"]);
  if (status !== 0) {
    fail(
      `npm installed the packages, but ${path.relative(root, node)} does not run.`,
      "Remove node_modules and try again; a setting of npm (npm config list) may keep install scripts from running.",
    );
  }
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, lock);
}

/** Everything that the lab needs to run. */
export async function prepare() {
  await install();
  await must("The build", runNode(["esbuild.js"]), "What it printed above names the file and the line.");
}
