import { readFile } from "node:fs/promises";

/** Whether the process exists and is not a zombie. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it belongs to another user, but it exists.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  if (process.platform !== "linux") return true;
  // A container without an init never reaps orphans. The name before the state may contain brackets.
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/^.*\) Z /s.test(stat);
}
