import { docker } from "./docker.ts";

/** Says what time the engine has: in a virtual machine that has slept, another one than the host. */
export type EngineClock = () => Promise<string>;

const askDocker: EngineClock = async () =>
  (await docker(["info", "--format", "{{.SystemTime}}"], { timeout: 3_000 })).stdout;

/**
 * By how much the engine's clock is ahead of this process's, milliseconds; 0 where it cannot be told. What lies within
 * the time that the question took is no difference.
 */
export async function engineAhead(
  clock: EngineClock = askDocker,
  now: () => number = Date.now,
): Promise<number> {
  const before = now();
  const answer = Date.parse((await clock().catch(() => "")).trim());
  const after = now();
  if (Number.isNaN(answer)) return 0;
  if (answer > after) return answer - after;
  return answer < before ? answer - before : 0;
}
