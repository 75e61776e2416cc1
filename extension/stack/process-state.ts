import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Whether the process exists and has not ended. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it belongs to another user, but it exists.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  if (process.platform !== "linux") return true;
  // A container without an init never reaps orphans.
  return !hasEnded(await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""));
}

/** By its `/proc/…/stat`. Of several threads the first may be the first to end: the others still hold files and ports. */
export function hasEnded(stat: string): boolean {
  const { state, threads } = readStat(stat);
  return state === "X" || (state === "Z" && threads <= 1);
}

/** The name in the second field may contain brackets and blanks; the state follows it. */
function readStat(stat: string) {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0], threads: Number(fields[17]), ticks: fields[19] };
}

/** Whether a signal has stopped it where it stands. */
export async function isStopped(pid: number): Promise<boolean> {
  if (process.platform === "win32") return false;
  const { stdout } = await promisify(execFile)("ps", ["-o", "state=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return /^t/i.test(stdout.trim());
}

/**
 * When the process began: together with its number this tells it from a later one that got the same number.
 * undefined: it has ended, or the system does not say.
 */
export function beginningOf(pid: number): string | undefined {
  if (process.platform === "win32") return undefined;
  try {
    if (process.platform === "linux") return beginningInProc(pid);
    const began = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 5_000,
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    return began.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** In ticks since the boot, and which boot that was. */
function beginningInProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Its parent may not have looked yet.
  if (hasEnded(stat)) return undefined;
  const { ticks } = readStat(stat);
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return ticks === undefined ? undefined : `${boot} ${ticks}`;
}
