import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/**
 * A RAM disk where there is a large one: each start of PostgreSQL creates a thousand files, and a disk's file system may
 * take seconds for them where as many have been deleted within the last minute, as by the stop before.
 */
export function temporaryFolder() {
  const ramDisk = "/dev/shm";
  if (process.env.TMPDIR || process.platform !== "linux" || !existsSync(ramDisk)) return tmpdir();
  const { bavail, bsize } = statfsSync(ramDisk);
  return bavail * bsize > 8e9 ? ramDisk : tmpdir();
}
