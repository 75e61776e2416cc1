import { alike, localizer } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import { kneeShapes } from "../../ledger/knee.ts";
import { defineAction } from "../define.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { checkSweep, checkSweepAsked } from "./check.ts";
import { measureSweep } from "./measure.ts";
import { sweepParameters } from "./parameters.ts";
import { planOf } from "./plan.ts";
import { result, type SweepResult } from "./result.ts";
import { sweepView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

export const sweep = defineAction({
  name: "sweep",
  about: say(({ about }) => about),
  parameters: sweepParameters,
  example: alike("sweep:\n  strategies: [ atomic, coalesced ]\n  connections: [ 1, 10, 100 ]\n  seconds: 1"),
  values: {
    "knee.atomic.value": { about: say(({ values }) => values.knee) },
    "knee.atomic.shape": { about: say(({ values }) => values.shape), words: kneeShapes },
    "knee.atomic.fallsFrom": { about: say(({ values }) => values.fallsFrom) },
    "points.length": { about: say(({ values }) => values.points) },
    "points.0.requestsPerSecond": { about: say(({ values }) => values.requestsPerSecond) },
    "points.0.p50Ms": { about: say(({ values }) => values.p50) },
    "points.0.p99Ms": { about: say(({ values }) => values.p99) },
    "points.0.refused": { about: say(({ values }) => values.refused) },
    "points.0.lost": { about: say(({ values }) => values.lostShare) },
    lost: { about: say(({ values }) => values.lost) },
    duplicated: { about: say(({ values }) => values.duplicated) },
  },
  result,

  async run(lab, parameters): Promise<SweepResult> {
    const { stack } = lab.session.require();
    const known = await listStrategies(stack.endpoints.app, lab.signal);
    // One that is not there is said before minutes have passed.
    for (const strategy of parameters.strategies) findStrategy(strategy, known);
    return measureSweep(lab, planOf(parameters));
  },

  view: sweepView,
  check: checkSweep,
  checkAsked: checkSweepAsked,
});
