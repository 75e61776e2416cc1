import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { defineAction, type Lab } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { interleave } from "../interleave/interleave.ts";
import type { LoadResult } from "../load/result.ts";
import { checkExplain } from "./check.ts";
import { explainError } from "./errors.ts";
import { readEvidence } from "./read-evidence.ts";
import { collisionCell } from "./replay.ts";
import { type ExplainResult, result } from "./result.ts";
import { explainView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  run: z
    .int()
    .min(1)
    .meta({ about: say((words) => words.parameters.run), examples: [1] })
    .optional(),
  replay: z
    .boolean()
    .meta({ about: say((words) => words.parameters.replay) })
    .default(false),
});

export const explain = defineAction({
  name: "explain",
  about: say(({ about }) => about),
  parameters,
  example: alike("explain:"),
  values: {
    run: { about: say(({ values }) => values.run) },
    lost: { about: say(({ values }) => values.lost) },
    explained: { about: say(({ values }) => values.explained) },
    overwrites: { about: say(({ values }) => values.overwrites) },
    worst: { about: say(({ values }) => values.worst) },
    "causes.overwritten": { about: say(({ values }) => values.overwritten) },
    "played.shown.ok": { about: say(({ values }) => values.playedOk) },
    "played.shown.stored": { about: say(({ values }) => values.playedStored) },
    "causes.thrownAway": { about: say(({ values }) => values.thrownAway) },
  },
  ages: true,
  result,

  async run(lab, { run: wanted, replay }): Promise<ExplainResult> {
    const { session } = lab;
    const run = session.runs.findLast(
      ({ result, traced }) => traced && (wanted === undefined || result.run === wanted),
    );
    if (!run?.traced) throw explainError("no-traced-run", { run: wanted });
    const { requestsPerSecond } = run.result;
    const untraced = session.runs.findLast(
      ({ result }) => !result.traced && alikeButForTrace(result, run.result),
    );
    const told = readEvidence({ ...run.traced, result: run.result });
    return {
      ...told,
      ...(replay && told.replay && (await played(lab, told.replay))),
      price: {
        requestsPerSecond,
        untraced: untraced
          ? { run: untraced.result.run, requestsPerSecond: untraced.result.requestsPerSecond }
          : null,
      },
    };
  },

  view: explainView,
  check: checkExplain,
  checkAsked: (result, { run, replay }) => [
    ...(run === undefined ? [] : differs("run", result.run, run)),
    ...differs(
      "played",
      result.played !== undefined || result.notPlayed !== undefined,
      replay && result.replay !== null,
    ),
  ],
});

/** Only the app on Node can be taken apart into its statements. */
async function played(lab: Lab, collision: NonNullable<ExplainResult["replay"]>) {
  const { app } = lab.session.require().stack.composition;
  if (app !== "node") return { notPlayed: app };
  return { played: await interleave.run(lab, collisionCell(collision)) };
}

/** Sent in the same way, so that the difference in speed is the price of the trace. */
function alikeButForTrace(one: LoadResult, other: LoadResult): boolean {
  return (["strategy", "connections", "model", "by", "processEveryMs", "requests"] as const).every(
    (key) => one[key] === other[key],
  );
}
