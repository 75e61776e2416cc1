import { readdir, readFile, readlink } from "node:fs/promises";

/** A process of Linux; its start time tells it from a later one with the same id. */
export interface ProcessSeen {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly startTime: string;
}

export async function processes(): Promise<ProcessSeen[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const seen = await Promise.all(pids.map((pid) => processOf(Number(pid)).catch(() => undefined)));
  return seen.filter((each) => each !== undefined);
}

/** undefined for one that has ended and only waits to be reaped. */
async function processOf(pid: number): Promise<ProcessSeen | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name, in parentheses, may have spaces; the fields after it are counted from the state, the third.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z") return undefined;
  const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
  return { pid, parent: Number(fields[1]), command, startTime: fields[19] ?? "" };
}

/** Those that were started below a server whose folder this is: it stands in their environment or command. */
export async function processesOfFolder(folder: string): Promise<ProcessSeen[]> {
  const seen = await Promise.all(
    (await processes()).map(async (each) => {
      const environment = await readFile(`/proc/${each.pid}/environ`, "utf8").catch(() => "");
      return `${environment} ${each.command}`.includes(folder) ? each : undefined;
    }),
  );
  return seen.filter((each) => each !== undefined);
}

/** A process's children, their children, and so on. */
export async function descendants(pid: number): Promise<ProcessSeen[]> {
  const all = await processes();
  const found: ProcessSeen[] = [];
  let parents = [pid];
  while (parents.length > 0) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

/** Which of these still run. */
export async function stillRunning(before: readonly ProcessSeen[]): Promise<ProcessSeen[]> {
  if (before.length === 0) return [];
  const now = await processes();
  return before.filter(({ pid, startTime }) =>
    now.some((each) => each.pid === pid && each.startTime === startTime),
  );
}

/** TCP ports that these processes listen on. */
export async function listeningPorts(pids: readonly number[]): Promise<number[]> {
  const sockets = new Set((await Promise.all(pids.map(socketsOf))).flat());
  return (await listeners()).filter(({ inode }) => sockets.has(inode)).map(({ port }) => port);
}

export async function stillListening(ports: readonly number[]): Promise<number[]> {
  const now = new Set((await listeners()).map(({ port }) => port));
  return ports.filter((port) => now.has(port));
}

async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}

async function listeners(): Promise<{ port: number; inode: string }[]> {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8").catch(() => ""));
  const rows = (await Promise.all(tables)).flatMap((table) => table.trim().split("\n").slice(1));
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === "0A")
    .map((fields) => ({
      port: Number.parseInt(fields[1]?.split(":")[1] ?? "", 16),
      inode: fields[9] ?? "",
    }));
}
