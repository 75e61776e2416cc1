import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  type Endpoints,
  plainComposition,
  type Stack,
  type StackOptions,
} from "../../extension/stack/stack.ts";
import { startStack } from "../../extension/stack/start-stack.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export const distFolder = join(root, "dist");

/** The stack of this checkout, on the embedded engine where `options` say nothing else. */
export function startEmbedded(options: Partial<StackOptions> = {}): Promise<Stack> {
  return startStack({
    engine: "embedded",
    composition: plainComposition,
    stackFolder: join(root, "lab-stack"),
    storageFolder: join(root, ".surge-lab"),
    distFolder,
    keepData: false,
    signal: new AbortController().signal,
    progress: () => {},
    confirmDownload: async () => true,
    ...options,
  });
}

/** Every process below this one, by way of parents. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) {
    for (const [child = 0, itsParent] of pairs) if (itsParent === parent) found.push(child);
  }
  return found.slice(1);
}

/** The pid of the supervisor below this process. */
export async function supervisorOf(pid: number): Promise<number> {
  for (const child of await descendantsOf(pid)) {
    if ((await commandLine(child)).includes("supervisor.js")) return child;
  }
  throw new Error("There is no supervisor.");
}

export async function commandLine(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "args=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout;
}

export async function isAlive(pid: number): Promise<boolean> {
  return (await aliveOf([pid])).length > 0;
}

/** Those that still run. A zombie has ended; only its parent has not looked yet. */
async function aliveOf(pids: readonly number[]): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,stat="]);
  const running = new Set(
    stdout
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([pid, state = "Z"]) => (state.startsWith("Z") ? [] : [Number(pid)])),
  );
  return pids.filter((pid) => running.has(pid));
}

export function portsOf(endpoints: Endpoints): number[] {
  return [endpoints.app, endpoints.postgres, endpoints.redis].map((url) => Number(new URL(url).port));
}

export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** The addresses on which this machine listens at the port, as the kernel writes them (Linux). */
export async function listeningAddresses(port: number): Promise<string[]> {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const tables = await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8")));
  return tables
    .flatMap((table) => table.split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === "0A" && local?.endsWith(`:${hex}`))
    .map(([, local = ""]) => local.split(":")[0] ?? "");
}

/** What is still there of a stack, in words; empty when nothing is. */
export async function remainsOf(pids: readonly number[], ports: readonly number[], temporary: string) {
  const remains: string[] = [];
  for (const pid of await aliveOf(pids)) remains.push(`process ${pid} ${await commandLine(pid)}`);
  for (const port of ports) if (await listens(port)) remains.push(`port ${port}`);
  for (const name of await readdir(temporary)) remains.push(`folder ${name}`);
  return remains;
}
