// A VS Code that runs in a browser, for the tests and for `npm run code` where there is no desktop VS Code.
// It is installed once, from npm, into the user's cache folder.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { npmSettings } from "./npm-settings.mjs";

const version = "4.139.1";
const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const nodeVersion = createRequire(import.meta.url)("../package.json").devDependencies.node;

/** @type {typeof import("./code-server.d.mts").provideCodeServer} */
export async function provideCodeServer({ progress = () => {} } = {}) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "surge-lab");
  const folder = join(cache, `code-server-${version}`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    await withLock(`${folder}.lock`, async () => {
      if (!existsSync(folder)) await install(folder, progress);
    });
  }
  const node = join(nodeFolder(folder), process.platform === "win32" ? "node.exe" : "bin/node");
  const entry = join(folder, "node_modules/code-server/out/node/entry.js");
  return {
    version,
    installExtension: (options) => installExtension({ node, entry, ...options }),
    start: (options) => start({ node, entry, ...options }),
  };
}

/** Installs beside the final place and moves it there when complete: what stands there is whole. */
async function install(folder, progress) {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await writeFile(join(partial, "package.json"), JSON.stringify({ private: true }));
  const run = async (what, cwd, ...args) => {
    progress(`code-server ${version}: ${what}`);
    await npm(args, cwd, nodeFolder(partial));
  };
  const production = ["install", "--omit=dev", "--ignore-scripts"];
  const server = join(partial, "node_modules/code-server/lib/vscode");
  await run("download", partial, "install", "--ignore-scripts", nodePackage(), `code-server@${version}`);
  await run("its packages", server, ...production);
  await run("its native modules", server, "rebuild", "@vscode/spdlog", "@vscode/native-watchdog");
  await run("its own extensions", join(server, "extensions"), ...production);
  await rename(partial, folder);
}

function nodePackage() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const prefix = platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${process.arch}@${nodeVersion}`;
}

function nodeFolder(folder) {
  return join(folder, "node_modules", nodePackage().split("@")[0]);
}

/** npm under the Node that will run the server, building against that Node's own headers. */
async function npm(args, cwd, node) {
  const env = cleanEnvironment();
  env.PATH = [join(node, "bin"), node, env.PATH].join(delimiter);
  env.npm_config_nodedir = node;
  Object.assign(env, npmSettings(process.env));
  env.npm_config_audit = "false";
  env.npm_config_fund = "false";
  const { code, output } = await finished(spawnShell("npm", args, { cwd, env }));
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${output}`);
}

function spawnShell(command, args, options) {
  const shell = process.platform === "win32";
  return spawn(command, args, { ...options, shell, stdio: ["ignore", "pipe", "pipe"] });
}

async function finished(child) {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise((done, fail) => child.once("error", fail).once("close", done));
  return { code, output };
}

/** One run at a time: the lock file holds the id of the process that has it; a dead one's lock is taken over. */
async function withLock(path, work) {
  while (!(await takeLock(path))) await sleep(500);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function takeLock(path) {
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const owner = Number(await readFile(path, "utf8").catch(() => ""));
  if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function installExtension({ node, entry, vsix, ...folders }) {
  const run = await layOut(folders);
  const child = spawn(node, [entry, ...run.args, "--install-extension", vsix], {
    env: run.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { code, output } = await finished(child);
  if (code !== 0) throw new Error(`The extension ${vsix} could not be installed:\n${output}`);
}

async function start({ node, entry, settings, env = {}, extensionTests, password, ...folders }) {
  const run = await layOut(folders);
  const { userData } = run;
  const writeSettings = (values) =>
    writeFile(join(userData, "User/settings.json"), JSON.stringify({ ...calmSettings, ...values }));
  await writeSettings(settings);
  const args = [...run.args, "--bind-addr", "127.0.0.1:0", ...quiet];
  args.push("--auth", password ? "password" : "none");
  if (extensionTests) args.push("--vscode-option", "enable-smoke-test-driver");
  const child = spawn(node, [entry, ...args], {
    env: { ...run.env, ...env, ...(password ? { PASSWORD: password } : {}) },
    // A group of its own, so that nothing of it can outlive stop().
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await listening(child);
  return { url, pid: child.pid, userData, writeSettings, stop: () => stop(child) };
}

const quiet = [
  "--disable-telemetry",
  "--disable-update-check",
  "--disable-getting-started-override",
  "--disable-proxy",
];

const calmSettings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "update.mode": "none",
  "git.enabled": false,
};

/** Everything that a server writes stays in these two folders. */
async function layOut({ runFolder, profileFolder = runFolder }) {
  const userData = join(profileFolder, "user-data");
  const extensions = join(profileFolder, "extensions");
  const [tmp, runtime, data] = ["tmp", "runtime", "data"].map((name) => join(runFolder, name));
  for (const folder of [join(userData, "User"), extensions, tmp, runtime, data]) {
    await mkdir(folder, { recursive: true });
  }
  await chmod(runtime, 0o700);
  // As every temporary folder: PostgreSQL runs as another user when we are root.
  await chmod(tmp, 0o1777);
  const config = join(runFolder, "code-server.yaml");
  await writeFile(config, "auth: none\ncert: false\n");
  const env = cleanEnvironment();
  env.VSCODE_IPC_HOOK_CLI = "";
  env.EXTENSIONS_GALLERY = "{}";
  env.TMPDIR = tmp;
  env.XDG_RUNTIME_DIR = runtime;
  env.XDG_DATA_HOME = data;
  const args = ["--config", config, "--user-data-dir", userData, "--extensions-dir", extensions];
  return { env, args, userData };
}

/** The user's own environment: without what npm and node --test add, and without the project's programs. */
function cleanEnvironment() {
  const env = {};
  for (const [key, value] of Object.entries(process.env)) {
    if (!/^(npm_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|NODE_V8_COVERAGE$|VSCODE_)/i.test(key)) env[key] = value;
  }
  const ours = (folder) => folder.startsWith(projectFolder);
  env.PATH = (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !ours(folder))
    .join(delimiter);
  return env;
}

async function listening(child) {
  let output = "";
  return await new Promise((done, fail) => {
    const read = (chunk) => {
      output += chunk;
      const url = /HTTP server listening on (http:\/\/[^/\s]+)/.exec(output)?.[1];
      if (url) done(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`code-server ended with ${code}:\n${output}`)));
  });
}

/** Asks the server to end, and after 4 s ends all that is left of it. */
async function stop(child) {
  const group = process.platform === "win32" ? child.pid : -child.pid;
  const signal = (name) => {
    try {
      return process.kill(group, name);
    } catch {
      return false;
    }
  };
  signal("SIGTERM");
  for (let waited = 0; signal(0); waited += 50) {
    if (waited >= 4000) signal("SIGKILL");
    await sleep(50);
  }
}
