// Who uses the processor while something is measured: the servers of a stack, and other programs of the machine. Linux
// only; elsewhere nobody says.
import { readFileSync } from "node:fs";
import { childrenOf } from "../extension/stack/children.ts";
import { readTicks, readWhole } from "../extension/stack/run-watch/processor.ts";

/** Over a shorter time, ticks of 10 ms say too little about the whole machine. Milliseconds. */
const shortestLook = 200;
const tickSeconds = 0.01;

interface Ticks {
  readonly total: number;
  readonly idle: number;
  readonly own: number;
}

/** @returns a function that gives the share of all cores that was used outside this process and those below it */
export function watchOthers(): () => number | undefined {
  const before = ticks();
  const startedAt = performance.now();
  return () => {
    const after = ticks();
    if (!before || !after || performance.now() - startedAt < shortestLook) return undefined;
    const used = (key: keyof Ticks) => after[key] - before[key];
    return Math.max(0, (used("total") - used("idle") - used("own")) / used("total"));
  };
}

export const serverNames = ["app", "postgres", "redis"] as const;
export type ServerName = (typeof serverNames)[number];
/** Their first processes. */
export type Servers = Readonly<Record<ServerName, readonly number[]>>;

const commands: readonly (readonly [ServerName, RegExp])[] = [
  ["redis", /redis-server|valkey-server/],
  ["postgres", /postgres\b.* -D|bin\/postgres/],
  ["app", /app-loader|uvicorn|server\.py/],
];

/** The servers that this supervisor has started. */
export async function serversOf(supervisor: number): Promise<Servers> {
  const pids = await childrenOf(supervisor);
  const found = pids.map((pid) => {
    const command = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
    return { pid, name: commands.find(([, pattern]) => pattern.test(command))?.[0] };
  });
  const of = (wanted: ServerName) => found.flatMap(({ pid, name }) => (name === wanted ? [pid] : []));
  return { app: of("app"), postgres: of("postgres"), redis: of("redis") };
}

/** @returns a function that gives the processor time that each server has had since, seconds */
export function watchServers(servers: Servers): () => Readonly<Partial<Record<ServerName, number>>> {
  const look = () =>
    serverNames.map((name) => [name, servers[name].reduce((sum, pid) => sum + ticksOfTree(pid), 0)] as const);
  const before = new Map(look());
  return () =>
    Object.fromEntries(
      look().flatMap(([name, after]) =>
        // Where nobody says, all of them stay at zero.
        after === 0 ? [] : [[name, (after - (before.get(name) ?? 0)) * tickSeconds]],
      ),
    );
}

function ticks(): Ticks | undefined {
  const whole = readWhole(read("/proc/stat"));
  return whole && { total: whole.total, idle: whole.idle, own: ticksOfTree(process.pid) };
}

/** Those that have ended and were waited for count, too. */
function ticksOfTree(pid: number): number {
  const { own, reaped } = readTicks(read(`/proc/${pid}/stat`));
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean);
  return children.reduce((sum, child) => sum + ticksOfTree(Number(child)), own + reaped);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
