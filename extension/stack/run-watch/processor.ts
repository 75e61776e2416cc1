import { readFile } from "node:fs/promises";
import type { ServiceName } from "../stack.ts";
import type { ProcessorTime } from "./watched.ts";

/** The processes of each service that run now, by their first ones; "lab" are those of the lab itself. */
export type Owners = Readonly<Partial<Record<ServiceName | "lab", readonly number[]>>>;

/** Ticks of the processor since the boot. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly cores: number;
  /** Interrupts left out: they belong to no process. */
  readonly total: number;
  readonly idle: number;
  readonly owners: Readonly<Partial<Record<ServiceName | "lab", number>>>;
}

/** Over a shorter time, ticks of 10 ms say too little. Milliseconds. */
const shortestWindow = 700;

/** undefined: this system does not say. */
export async function snapshot(owners: Owners): Promise<Snapshot | undefined> {
  const stat = await readFile("/proc/stat", "utf8").catch(() => "");
  const whole = readWhole(stat);
  if (!whole || !(await namesOfChildren(process.pid))) return undefined;
  const used = Object.entries(owners).map(async ([owner, pids]) => {
    // The servers are children of the lab.
    const ticks = await Promise.all(pids.map(owner === "lab" ? ownTicks : ticksOfTree));
    return [owner, ticks.reduce((sum, each) => sum + each, 0)] as const;
  });
  return { at: Date.now(), ...whole, owners: Object.fromEntries(await Promise.all(used)) };
}

/** The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
export function readWhole(stat: string): Pick<Snapshot, "cores" | "total" | "idle"> | undefined {
  const [user, nice, system, idle, iowait, , , steal = 0] = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? "")
    .split(" ")
    .map(Number);
  if (user === undefined || nice === undefined || system === undefined || idle === undefined)
    return undefined;
  const unused = idle + (iowait ?? 0);
  const total = user + nice + system + unused + steal;
  return { cores: stat.match(/^cpu\d/gm)?.length ?? 1, total, idle: unused };
}

/** Of a process, its children, and those of them that have ended: the one that reaped them has their ticks. */
async function ticksOfTree(pid: number): Promise<number> {
  const [{ own, reaped }, children = ""] = await Promise.all([ticksOf(pid), namesOfChildren(pid)]);
  const others = await Promise.all(children.split(" ").filter(Boolean).map(Number).map(ticksOfTree));
  return others.reduce((sum, each) => sum + each, own + reaped);
}

async function ownTicks(pid: number): Promise<number> {
  return (await ticksOf(pid)).own;
}

/** undefined: not every Linux says it, and a search through all processes ten times a second would cost too much. */
function namesOfChildren(pid: number): Promise<string | undefined> {
  return readFile(`/proc/${pid}/task/${pid}/children`, "utf8").then(
    (names) => names.trim(),
    () => undefined,
  );
}

async function ticksOf(pid: number): Promise<{ readonly own: number; readonly reaped: number }> {
  return readTicks(await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""));
}

/** The name in the second field may contain brackets and blanks. The fields from the 14th: utime, stime, cutime, cstime. */
export function readTicks(stat: string): { readonly own: number; readonly reaped: number } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user = 0, system = 0, reapedUser = 0, reapedSystem = 0] = fields.slice(11, 15).map(Number);
  return { own: user + system, reaped: reapedUser + reapedSystem };
}

/** The shares between the two snapshots that lie just within these times; null where they lie too near together. */
export function processorTime(
  snapshots: readonly Snapshot[],
  from: number,
  until: number,
): ProcessorTime | null {
  const within = snapshots.filter(({ at }) => at >= from && at <= until);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last || last.at - first.at < shortestWindow) return null;
  const total = last.total - first.total;
  if (total <= 0) return null;
  const used = (owner: ServiceName | "lab") =>
    // A server that was killed and started again has begun to count anew.
    Math.max(0, (last.owners[owner] ?? 0) - (first.owners[owner] ?? 0)) / total;
  const { lab = 0, ...services } = Object.fromEntries(
    // The names come from `Owners`.
    (Object.keys(last.owners) as (ServiceName | "lab")[]).map((owner) => [owner, used(owner)]),
  );
  return { cores: last.cores, lab, idle: (last.idle - first.idle) / total, services };
}
