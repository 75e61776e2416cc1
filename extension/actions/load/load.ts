import { alike } from "../../common/language.ts";
import type { OldAction } from "../define.ts";
import { orStackDeath } from "../session.ts";
import { ledgerValues, yesOrNo } from "../values.ts";
import { measureLoad } from "./measure.ts";
import { type LoadParameters, loadParameters } from "./parameters.ts";
import type { LoadResult } from "./result.ts";

export const load: OldAction<LoadParameters> = {
  name: "load",
  about: {
    en: "Sends hits to a strategy from many connections at once and accounts for every one of them.",
    ru: "Отправляет стратегии запросы сразу по многим соединениям и отчитывается за каждый.",
  },
  parameters: loadParameters,
  example: alike("load:\n  strategy: naive\n  requests: 1000\n  connections: 50\npredict:\n  stored:"),
  values: {
    ...ledgerValues,
    "failures.53300": {
      about: {
        en: "Hits that PostgreSQL refused for want of a free connection (SQLSTATE 53300). Other codes likewise.",
        ru: "Запросы, которым не хватило свободного соединения PostgreSQL (SQLSTATE 53300). Так же и с другими кодами.",
      },
    },
    requestsPerSecond: {
      about: { en: "Acknowledged hits per second.", ru: "Подтверждённых запросов в секунду." },
    },
    durationMs: {
      about: { en: "How long the load lasted, milliseconds.", ru: "Сколько длилась нагрузка, миллисекунды." },
    },
    "latencyMs.p50": {
      about: {
        en: "Half of the answers came within so many milliseconds.",
        ru: "За столько миллисекунд пришла половина ответов.",
      },
    },
    "latencyMs.p90": {
      about: {
        en: "Nine in ten answers came within so many milliseconds.",
        ru: "За столько миллисекунд пришли девять ответов из десяти.",
      },
    },
    "latencyMs.p99": {
      about: {
        en: "99 in 100 answers came within so many milliseconds.",
        ru: "За столько миллисекунд пришли 99 ответов из 100.",
      },
    },
    "latencyMs.max": {
      about: { en: "The slowest answer, milliseconds.", ru: "Самый медленный ответ, миллисекунды." },
    },
    "openLoop.sentPerSecond": {
      about: {
        en: "Hits that left per second, when there was a `rate`.",
        ru: "Сколько запросов уходило в секунду, если был задан `rate`.",
      },
    },
    "openLoop.waited": {
      about: {
        en: "Hits that found no free connection when they were due, when there was a `rate`.",
        ru: "Сколько запросов в свой срок не нашли свободного соединения, если был задан `rate`.",
      },
    },
    "openLoop.serviceMs.p99": {
      about: {
        en: "The same for 99 in 100 answers, counted from when the hit really left, when there was a `rate`.",
        ru: "За столько миллисекунд пришли 99 ответов из 100, если считать от настоящей отправки, а не от срока (когда был задан `rate`).",
      },
    },
    processCalls: {
      about: {
        en: "How often the buffer was processed while the load ran.",
        ru: "Сколько раз буфер переносился во время нагрузки.",
      },
    },
    byName: {
      about: {
        en: "True when each hit was looked up by its id, false when only a counter was there to judge by.",
        ru: "true, если каждый запрос искали по его идентификатору; false, если судить можно было только по счётчику.",
      },
      words: yesOrNo,
    },
  },
  ages: true,
  async run(lab, parameters): Promise<LoadResult> {
    const { gone } = lab.session.require();
    try {
      return await measureLoad(lab, parameters, AbortSignal.any([lab.signal, gone]));
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};
