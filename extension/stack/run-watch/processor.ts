import { readFileSync } from "node:fs";
import { machineTime } from "../../common/machine-time.ts";
import type { ServiceName } from "../stack.ts";
import type { ProcessorTime } from "./watched.ts";

/** The processes of each service that run now, by their first ones; "lab" are those of the lab itself. */
export type Owners = Readonly<Partial<Record<ServiceName | "lab", readonly number[]>>>;

/** Ticks of the processor since the boot. */
export interface Snapshot {
  /** On the machine's clock. */
  readonly at: number;
  readonly cores: number;
  /** Interrupts left out: they belong to no process. */
  readonly total: number;
  readonly idle: number;
  readonly owners: Readonly<Partial<Record<ServiceName | "lab", number>>>;
}

/** Over a shorter time, ticks of 10 ms say too little. Milliseconds. */
const shortestWindow = 700;

/** undefined: this system does not say. Files of /proc are read at once, which costs a tenth of reading them aside. */
export function snapshot(owners: Owners): Snapshot | undefined {
  const whole = readWhole(read("/proc/stat") ?? "");
  if (!whole || namesOfChildren(process.pid) === undefined) return undefined;
  const used = Object.entries(owners).map(([owner, pids]) => {
    // The servers are children of the lab.
    const ticks = pids.map((pid) => (owner === "lab" ? ticksOf(pid).own : ticksOfTree(pid)));
    return [owner, ticks.reduce((sum, each) => sum + each, 0)] as const;
  });
  return { at: machineTime(), ...whole, owners: Object.fromEntries(used) };
}

/** undefined: there is no such file, or the process has ended. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
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
function ticksOfTree(pid: number): number {
  const { own, reaped } = ticksOf(pid);
  const children = (namesOfChildren(pid) ?? "").split(" ").filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + ticksOfTree(child), own + reaped);
}

/** undefined: not every Linux says it, and a search through all processes several times a second would cost too much. */
function namesOfChildren(pid: number): string | undefined {
  return read(`/proc/${pid}/task/${pid}/children`)?.trim();
}

function ticksOf(pid: number): { readonly own: number; readonly reaped: number } {
  return readTicks(read(`/proc/${pid}/stat`) ?? "");
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
