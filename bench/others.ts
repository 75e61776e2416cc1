// How much of the machine other programs use while something is measured. Linux only; elsewhere nobody says.
import { readFileSync } from "node:fs";
import { readTicks, readWhole } from "../extension/stack/run-watch/processor.ts";

interface Ticks {
  readonly total: number;
  readonly idle: number;
  readonly own: number;
}

/** @returns a function that gives the share of all cores that was used outside this process and those below it */
export function watchOthers(): () => number | undefined {
  const before = ticks();
  return () => {
    const after = ticks();
    if (!before || !after || after.total === before.total) return undefined;
    const used = (key: keyof Ticks) => after[key] - before[key];
    return Math.max(0, (used("total") - used("idle") - used("own")) / used("total"));
  };
}

function ticks(): Ticks | undefined {
  const whole = readWhole(read("/proc/stat"));
  return whole && { total: whole.total, idle: whole.idle, own: ofTree(process.pid) };
}

/** Those that have ended and were waited for count, too. */
function ofTree(pid: number): number {
  const { own, reaped } = readTicks(read(`/proc/${pid}/stat`));
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean);
  return children.reduce((sum, child) => sum + ofTree(Number(child)), own + reaped);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
