import { createHash } from "node:crypto";
import type { BeginResult } from "../../extension/actions/begin/begin.ts";
import type { CheckResult } from "../../extension/actions/check/result.ts";
import type { HintResult } from "../../extension/actions/hint/hint.ts";
import type { SolutionResult } from "../../extension/actions/solution/solution.ts";
import { explained } from "./explain.ts";

const source =
  "export async function hit(): Promise<void> {\n  await pool.query(\"UPDATE counter SET value = value + 1 WHERE strategy = 'yours'\");\n}\n";

export const begin: BeginResult = {
  action: "begin",
  exercise: "exercise-1",
  file: "lab-stack/app/strategies/yours.ts",
  kept: "yours.before-exercise-1.ts.txt",
  source,
};

export const hint: HintResult = {
  action: "hint",
  exercise: "exercise-1",
  number: 2,
  of: 3,
  text: {
    en: "The value must not change between *reading* and `UPDATE`.",
    ru: "Значение не должно меняться между *чтением* и `UPDATE`.",
  },
};

export const solution: SolutionResult = {
  action: "solution",
  exercise: "exercise-1",
  file: "solution.ts",
  source,
};

export const check: CheckResult = {
  action: "check",
  exercise: "exercise-1",
  strategy: "yours",
  seed: 290117,
  sourceHash: createHash("sha256").update(source).digest("hex"),
  source: { file: "lab-stack/app/strategies/yours.ts", text: source },
  passed: false,
  met: 2,
  demands: [
    { name: "appIsUnchanged", passed: true, seen: { code: "unchanged", numbers: [] }, durationMs: 12 },
    {
      name: "storesTheSurge",
      passed: false,
      seen: { code: "lost", numbers: [explained.lost, explained.acknowledged] },
      ledger: explained.ledger,
      explained,
      durationMs: 1_430,
    },
    { name: "storesAnySurge", passed: true, seen: { code: "keptAll", numbers: [] }, durationMs: 2_020 },
    {
      name: "needsNoRedis",
      passed: false,
      seen: {
        code: "thrown",
        numbers: [],
        said: { en: "The app does not answer.", ru: "Приложение не отвечает." },
      },
      durationMs: 4_100,
    },
    { name: "survivesTheApp", passed: null, seen: { code: "outOfTime", numbers: [] }, durationMs: 102_000 },
  ],
  asked: { hints: 1, solution: false },
  durationMs: 109_900,
};
