import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { apps } from "../apps.ts";
import { stackError } from "../errors.ts";
import type { StackOptions } from "../stack.ts";
import { type Download, type Request, words } from "./download.ts";
import { programError } from "./errors.ts";
import { pipEnvironment } from "./pip-settings.ts";
import type { Places } from "./places.ts";
import { findProgram, pathFolders } from "./program-path.ts";
import { type ProgramOptions, runProgram } from "./run-program.ts";
import { runTiedProgram } from "./run-tied-program.ts";
import { makeFolder } from "./storage.ts";

type PythonRequest = Request & Pick<StackOptions, "stackFolder">;

/** The oldest minor version of Python 3 that the app's code is right for. */
const oldestMinor = 11;

/** `python3` is the user's choice; others may be installed as well. Windows has only the last name. */
const programs = ["python3", "python3.13", "python3.12", "python3.11", "python"];

const answer = z.object({
  executable: z.string(),
  version: z.string(),
  minor: z.int(),
  makesEnvironments: z.boolean(),
});
type Python = z.infer<typeof answer>;

const question = `
import json, sys
from importlib.util import find_spec
print(json.dumps({
  "executable": sys.executable,
  "version": "%d.%d.%d" % sys.version_info[:3],
  "minor": sys.version_info[1] if sys.version_info[0] == 3 else 0,
  "makesEnvironments": bool(find_spec("venv") and find_spec("ensurepip")),
}))`;

import { sha256 } from "../../common/sha256.ts";

const questionOfFolders = "import json, sys; print(json.dumps([sys.prefix, sys.base_prefix]))";

/** The Python of the virtual environment that was made before for just these packages; undefined without one. */
export async function findEnvironment(request: PythonRequest, places: Places): Promise<string | undefined> {
  const { requirements } = await readRequirements(request);
  for (const python of await pythonsOf(request, places)) {
    const found = pythonIn(join(request.storageFolder, folderName(python, requirements)));
    if ((await troubleOf(found, request)) === undefined) return found;
  }
  return undefined;
}

/** @throws LabError `python-missing`, `python-too-old`, `python-without-venv` */
export async function environmentDownload(request: PythonRequest, places: Places): Promise<Download<string>> {
  const pythons = await pythonsOf(request, places);
  const recent = pythons.filter(({ minor }) => minor >= oldestMinor);
  const python = recent.find(({ makesEnvironments }) => makesEnvironments);
  if (!python) {
    const [best = pythons[0]] = recent;
    if (!best) throw programError("python-missing");
    throw programError(best.minor < oldestMinor ? "python-too-old" : "python-without-venv", best);
  }
  return {
    what: words((all) => all.python(python.version)),
    fetch: () => makeEnvironment(python, request, places),
  };
}

/** What a Python is made of, apart from the system's libraries: its environment, and that which it was made from. */
export async function foldersOfPython(python: string): Promise<string[]> {
  const { stdout } = await runProgram(python, ["-I", "-c", questionOfFolders], { timeout: 60_000 });
  return z.array(z.string()).parse(JSON.parse(stdout));
}

/** Made under a temporary name. Moving it breaks only its scripts, and the lab uses none of them. */
async function makeEnvironment(python: Python, request: PythonRequest, { env }: Places): Promise<string> {
  const { storageFolder, signal, progress } = request;
  const { file, requirements } = await readRequirements(request);
  progress({ text: words(({ makingEnvironment }) => makingEnvironment), fraction: 0 });
  const folder = await makeFolder(storageFolder, folderName(python, requirements), async (temporary) => {
    // What pip unpacks meanwhile goes with the folder, also when it is killed.
    const scratch = join(temporary, "scratch");
    await mkdir(scratch, { recursive: true });
    const within = { TMPDIR: scratch, TEMP: scratch, TMP: scratch };
    const made = await runTiedProgram(python.executable, ["-I", "-m", "venv", temporary], {
      env: { ...env, ...within },
      signal,
    });
    if (made.code !== 0) throw packagesFailed(lastLines(made.stderr || made.stdout));
    const all = requirements.match(/^[\w.-]+==/gm)?.length ?? 1;
    let collected = 0;
    const onLine = (line: string) => {
      const fetched = packageIn(line);
      if (!fetched) return;
      const { name, megabytes } = fetched;
      if (megabytes === undefined) collected += 1;
      const text = words(({ fetchingPackage }) => fetchingPackage(name, megabytes));
      progress({ text, fraction: Math.min(1, collected / all) * 0.8 });
    };
    const args = ["-r", file, "--require-hashes", "--only-binary", ":all:"];
    const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--retries", "1"];
    const pip = (words: readonly string[], options: ProgramOptions) =>
      runTiedProgram(pythonIn(temporary), ["-I", "-m", "pip", ...words], { ...options, signal });
    // A setting may make pip quiet.
    const listed = await pip(["config", "list", "--verbose"], { env });
    const installed = await pip(["install", ...args, ...quiet], {
      env: { ...pipEnvironment(listed.stdout, env), ...within, PYTHONUTF8: "1" },
      onLine,
    });
    if (installed.code !== 0) throw pipError(installed.stderr);
    await rm(scratch, { recursive: true, force: true });
    const trouble = await troubleOf(pythonIn(temporary), request);
    if (trouble !== undefined) throw packagesFailed(trouble);
  });
  return pythonIn(folder);
}

/** What pip says that it looks for, and then, with its size, that it downloads. */
export function packageIn(line: string): { name: string; megabytes?: number } | undefined {
  const found = /^Collecting ([\w.-]+)/.exec(line)?.[1];
  if (found !== undefined) return { name: found };
  const [, name, size, unit] = /^ *Downloading ([\w.]+)-\S+\.whl \(([\d.]+) (kB|MB)\)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const megabytes = Number(size) / (unit === "kB" ? 1_000 : 1);
  return { name: name.replaceAll("_", "-"), megabytes: Math.max(0.1, Math.round(megabytes * 10) / 10) };
}

/** Names the platform that the packages are for, and the packages by their hash. */
function folderName({ minor }: Python, requirements: string): string {
  const hash = sha256(requirements).slice(0, 10);
  return ["python", `3.${minor}`, process.platform, process.arch, hash].join("-");
}

function pythonIn(environment: string): string {
  return process.platform === "win32"
    ? join(environment, "Scripts", "python.exe")
    : join(environment, "bin", "python");
}

/** Why the app would not run with it; undefined when it would. */
async function troubleOf(python: string, { signal }: PythonRequest): Promise<string | undefined> {
  const args = ["-I", "-c", "import asyncpg, fastapi, redis.asyncio, sqlalchemy.ext.asyncio, uvicorn"];
  const result = await runProgram(python, args, { signal, timeout: 60_000 }).catch((error: unknown) => ({
    code: null,
    stderr: String(error),
  }));
  signal.throwIfAborted();
  return result.code === 0 ? undefined : lastLines(result.stderr) || "its packages cannot be imported";
}

/** Every installed Python 3, the user's own first. */
async function pythonsOf({ signal }: PythonRequest, { env }: Places): Promise<Python[]> {
  const found: Python[] = [];
  for (const name of programs) {
    const program = await findProgram(name, pathFolders(env));
    const python = program === undefined ? undefined : await ask(program, env, signal);
    if (python && python.minor > 0 && !found.some((one) => one.executable === python.executable)) {
      found.push(python);
    }
  }
  return found;
}

async function ask(
  program: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Python | undefined> {
  const options = { env, signal, timeout: 10_000 };
  const result = await runProgram(program, ["-I", "-c", question], options).catch(() => undefined);
  signal.throwIfAborted();
  try {
    return answer.parse(JSON.parse(result?.stdout ?? ""));
  } catch {
    // Windows has a program of this name that only offers to install Python.
    return undefined;
  }
}

async function readRequirements({ stackFolder }: PythonRequest) {
  const file = join(stackFolder, apps.fastapi.folder, apps.fastapi.packages);
  const requirements = await readFile(file, "utf8").catch(() => {
    throw stackError("stack-folder", { missing: file });
  });
  return { file, requirements: requirements.replaceAll("\r\n", "\n") };
}

const network =
  /Failed to establish a new connection|Temporary failure in name resolution|Name or service not known|getaddrinfo failed|nodename nor servname|ConnectTimeout|Read timed out|Connection refused|Connection reset|Network is unreachable|No route to host|ProxyError|Cannot connect to proxy|Connection aborted|Connection to \S+ timed out/i;

/** Explains what pip printed. */
export function pipError(stderr: string) {
  const unreachable = network.exec(stderr);
  return unreachable
    ? programError("python-packages-offline", { reason: unreachable[0] })
    : packagesFailed(lastLines(stderr));
}

function packagesFailed(reason: string) {
  return programError("python-packages-failed", { reason });
}

function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^(WARNING|\[notice\])/.test(line));
  return lines.slice(-3).join("\n").trim();
}
