import { alike, localizer } from "../../common/language.ts";
import { defineAction } from "../define.ts";
import { orStackDeath } from "../stack-death.ts";
import { ledgerValues, yesOrNo } from "../values.ts";
import { checkLoad, checkLoadAsked } from "./check.ts";
import { measureLoad } from "./measure.ts";
import { namedHang } from "./named-hang.ts";
import { loadParameters } from "./parameters.ts";
import { type LoadResult, result } from "./result.ts";
import { en as timeWords } from "./time.en.ts";
import { loadView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** Those that have a sentence, and the one that comes before them all. */
const limitCodes = [...Object.keys(timeWords.limits), "other-programs"];

export const load = defineAction({
  name: "load",
  about: say(({ about }) => about),
  parameters: loadParameters,
  example: alike("load:\n  strategy: naive\n  requests: 1000\n  connections: 50\npredict:\n  stored:"),
  values: {
    ...ledgerValues,
    "failures.53300": { about: say(({ values }) => values.tooManyConnections) },
    requestsPerSecond: { about: say(({ values }) => values.requestsPerSecond) },
    durationMs: { about: say(({ values }) => values.durationMs) },
    "latencyMs.p50": { about: say(({ values }) => values.p50) },
    "latencyMs.p90": { about: say(({ values }) => values.p90) },
    "latencyMs.p99": { about: say(({ values }) => values.p99) },
    "latencyMs.max": { about: say(({ values }) => values.max) },
    "openLoop.sentPerSecond": { about: say(({ values }) => values.sentPerSecond) },
    "openLoop.waited": { about: say(({ values }) => values.waited) },
    "openLoop.serviceMs.p99": { about: say(({ values }) => values.serviceP99) },
    "limitedBy.code": { about: say(({ values }) => values.limitedBy), words: limitCodes },
    "time.meanMs": { about: say(({ values }) => values.meanMs) },
    "intents.attempted": { about: say(({ values }) => values.intents) },
    "intents.stored0": { about: say(({ values }) => values.stored0) },
    "intents.stored1": { about: say(({ values }) => values.stored1) },
    "intents.storedMore": { about: say(({ values }) => values.storedMore) },
    processCalls: { about: say(({ values }) => values.processCalls) },
    byName: { about: say(({ values }) => values.byName), words: yesOrNo },
  },
  ages: true,
  result,

  async run(lab, parameters): Promise<LoadResult> {
    const { gone } = lab.session.require();
    const since = new Date();
    try {
      const run = await measureLoad(lab, parameters, AbortSignal.any([lab.signal, gone]));
      lab.session.addRun(run);
      return run.result;
    } catch (error) {
      throw orStackDeath(await namedHang(error, lab.session, since), gone);
    }
  },

  view: loadView,
  check: checkLoad,
  checkAsked: checkLoadAsked,
});
