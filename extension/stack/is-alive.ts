import { readFile } from "node:fs/promises";

/** Whether there is such a process. One that has ended and that nobody has looked after yet is not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it belongs to someone else, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  if (process.platform !== "linux") return true;
  // A container without an init never looks after orphans. The name before the state may hold brackets.
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/^.*\) Z /s.test(stat);
}
