import * as z from "zod";
import { exerciseName } from "../exercises/exercise-name.ts";
import { result as explained } from "../explain/result.ts";
import { amount, count, ledger, list, localized } from "../result-parts.ts";
import { carriedApp } from "./carried-app.ts";
import { event } from "./checker/event.ts";
import type { en } from "./words.en.ts";

/** What was asked of the student's code, and what was seen. The words are in the catalogue, by these names. */
export type DemandName = keyof typeof en.demands;
export type SeenCode = keyof typeof en.seen;

/** Why a demand on an app that is not ours is not checked: its contract does not say enough. */
export const contractGaps = [
  "noSql",
  "noReset",
  "noProcess",
  "noPending",
  "noIds",
] as const satisfies SeenCode[];
export type ContractGap = (typeof contractGaps)[number];

export function isContractGap(code: string): boolean {
  return contractGaps.some((gap) => gap === code);
}

const demand = z.object({
  name: z.string(),
  /** null: not decided. */
  passed: z.boolean().nullable(),
  seen: z.object({
    code: z.string(),
    /** The numbers in its sentence, in their order. */
    numbers: list(z.number()),
    /** What was thrown, or is named, in words. */
    said: localized.optional(),
  }),
  ledger: z.object(ledger).optional(),
  /** Why hits are lost, where a counter is kept. */
  explained: explained.optional(),
  /** Of a check that was checked: the shortest history found that it misjudges, and what is wrong in it. */
  history: z
    .object({
      events: list(event),
      faults: z.object({ lost: count, duplicated: count, unexpected: count, outOfOrder: count }).nullable(),
    })
    .optional(),
  durationMs: amount,
});
export type DemandResult = z.infer<typeof demand>;

export const result = z.object({
  action: z.literal("check"),
  exercise: exerciseName,
  /** Missing where no strategy was checked. */
  strategy: z.string().optional(),
  /** Of an app that is not ours: where its code is, in place of the file of a strategy. */
  folder: z.string().optional(),
  /** What was checked, where it is no strategy. */
  file: z.string().optional(),
  /** Of a check that was checked: whether Node kept it from files and programs. */
  isolated: z.boolean().optional(),
  seed: count,
  /** SHA-256 of the file that was checked; of a folder, its first digits, and nothing where it is too large. */
  sourceHash: z.string(),
  /** That file, so that a teacher can check it again; missing in results of earlier versions, and where it is too long. */
  source: z.object({ file: z.string(), text: z.string() }).optional(),
  /** An app that is not ours, in its place. */
  ownApp: carriedApp.optional(),
  /** All demands are met; null: none is known to be unmet, and some are not decided. */
  passed: z.boolean().nullable(),
  met: count,
  demands: list(demand),
  /** What the student had asked for by then. */
  asked: z.object({ hints: count, solution: z.boolean() }),
  durationMs: amount,
});
export type CheckResult = z.infer<typeof result>;
