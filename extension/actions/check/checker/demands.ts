import { randomInt } from "node:crypto";
import type { Lab } from "../../define.ts";
import { Random } from "../random.ts";
import type { Found } from "../trial.ts";
import type { History } from "./event.ts";
import { type Flaw, flaws } from "./flaws.ts";
import { judgeHistory } from "./judge.ts";
import { type Recorded, record } from "./record.ts";
import { simulate } from "./simulate.ts";
import type { Student } from "./student.ts";
import { tryCheck } from "./try-check.ts";

/** What a demand on a check has at hand. */
export interface CheckTrial {
  readonly lab: Lab;
  readonly student: Student;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Enough for every flaw to show, also those that show rarely. */
const draws = 600;
const mostHits = 6;
const anySeed = 2 ** 40;

/** Half of them from the seed, and half from another one that nobody can have prepared for. */
function drawn(random: Random, times: number, flaw?: Flaw): History[] {
  const anew = new Random(randomInt(anySeed), flaw ?? "");
  return Array.from({ length: times }, (_, draw) =>
    simulate(draw % 2 === 0 ? random : anew, 1 + (draw % mostHits), flaw),
  );
}

export async function acceptsCorrect({ student, random }: CheckTrial): Promise<Found> {
  const wrong = flaws.flatMap((flaw) => drawn(random, draws / flaws.length, flaw));
  return tryCheck(student, [...drawn(random, draws), ...wrong], (faults) => !faults);
}

/** Only of what a history proves: an implementation with a flaw has good days. */
export async function catches(flaw: Flaw, { student, random }: CheckTrial): Promise<Found> {
  const wrong = drawn(random, draws, flaw).filter((history) => judgeHistory(history));
  return tryCheck(student, [...wrong, ...drawn(random, wrong.length)], (faults) => faults !== undefined);
}

export const recordings: readonly Recorded[] = [
  { strategy: "naive", byId: false },
  { strategy: "atomic", byId: false, kill: true },
  { strategy: "append", byId: true, kill: true },
  { strategy: "stream", byId: true, process: true },
];

/** What the lab's own strategies do on the servers just now: one of them loses hits. */
export async function judgesRecorded({ lab, student, random, signal }: CheckTrial): Promise<Found> {
  const histories: History[] = [];
  for (const recorded of recordings) {
    await lab.session.zero(signal);
    histories.push(await record(lab, recorded, random.whole(5, 10), signal));
  }
  return tryCheck(student, histories);
}
