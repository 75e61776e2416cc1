import { readFile, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { RedisWitness } from "../../../inspection/witness/redis-witness.ts";
import { codeFile, runningSource } from "../../strategies/source.ts";
import type { Demand, Trial } from "../trial.ts";

/** Longer than the interval of a worker that comes every 5 s, so that it comes once or twice. Milliseconds. */
const listens = 6_000;
/** Each may leave a timer, and all of them together are more than twice as many as one. */
const saves = 4;

/** The file is saved again and again. A timer that a replaced text has left would go on asking Redis for hits. */
export const leavesNoTimer: Demand = async (trial) => {
  const { lab, strategy, signal } = trial;
  const file = codeFile(lab.session, strategy.name).path;
  const text = await readFile(file, "utf8");
  const { atime, mtime } = await stat(file);
  const before = await commands(trial);
  try {
    for (let lines = 1; lines <= saves; lines += 1) {
      await writeFile(file, text + "\n".repeat(lines));
      await runningSource(lab.session, strategy.name, signal);
    }
  } finally {
    await writeFile(file, text);
    // An editor that has it open takes it for the file that it knows.
    await utimes(file, atime, mtime);
  }
  await runningSource(lab.session, strategy.name, signal);
  const after = await commands(trial);
  if (before === null || after === null) return { passed: null, seen: { code: "unread", numbers: [] } };
  const left = after > 2 * before;
  return { passed: !left, seen: { code: left ? "timersLeft" : "noTimerLeft", numbers: [before, after] } };
};

/** How many commands Redis gets on the strategy's keys while no hit arrives; null where it does not say so. */
async function commands({ stack, strategy, signal }: Trial): Promise<number | null> {
  const prefix = `surge:${strategy.name}`;
  const witness = await RedisWitness.begin(stack.endpoints.redis, (words) =>
    words.some((word) => word.startsWith(prefix)),
  );
  // Also where a cancel has ended the wait, nobody goes on listening.
  await sleep(listens, undefined, { signal }).catch(() => undefined);
  const heard = await witness?.end();
  signal.throwIfAborted();
  return heard?.length ?? null;
}
