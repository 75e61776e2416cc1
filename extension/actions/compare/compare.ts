import { z } from "zod";
import { alike } from "../../common/language.ts";
import type { Values } from "../../document/described-action.ts";
import type { OldAction } from "../define.ts";
import type { CompareResult } from "../load/result.ts";
import { guarantees } from "./read-guarantees.ts";

const whatElse = z.enum(["guarantees"]).meta({
  about: {
    en: "Every strategy measured so far: how fast it is, what a crash costs, and what there is to write and to run.",
    ru: "Все измеренные стратегии: скорость, цена аварий и то, что придётся написать и сопровождать.",
  },
});

/** What is said of a row; the row is named after its strategy. */
const rowValues: Values = {
  "rows.kafka.lost": {
    about: {
      en: "The most that anything measured of a strategy has lost: a load, a crash, a killed server. Other strategies likewise.",
      ru: "Наибольшая потеря стратегии во всём, что измерено: в нагрузке, при аварии, при гибели сервера. Так же и с другими стратегиями.",
    },
  },
  "rows.kafka.duplicated": {
    about: { en: "The same of hits counted twice.", ru: "То же о запросах, посчитанных дважды." },
  },
  "rows.kafka.pace.requestsPerSecond": {
    about: {
      en: "Acknowledged hits per second of its longest run without a fault.",
      ru: "Подтверждённых запросов в секунду в самом длинном прогоне без аварий.",
    },
  },
  "rows.kafka.drain.ms": {
    about: {
      en: "How long it took to empty the buffer, milliseconds.",
      ru: "За сколько миллисекунд опустел буфер.",
    },
  },
  "rows.kafka.crashes.before-commit.lost": {
    about: {
      en: "The most that a crash of the worker at this place has lost.",
      ru: "Наибольшая потеря при аварии обработчика в этой точке.",
    },
  },
  "rows.kafka.killed.kafka.lost": {
    about: {
      en: "What was lost when this server was killed in the middle of a load.",
      ru: "Потеря, когда этот сервер убили посреди нагрузки.",
    },
  },
  "rows.kafka.lines": {
    about: {
      en: "Lines of code of the strategy and of its broker's client, without comments and blank lines.",
      ru: "Строк кода в стратегии и в клиенте её брокера, без комментариев и пустых строк.",
    },
  },
  "rows.kafka.services.length": {
    about: { en: "Servers that it needs.", ru: "Сколько серверов ей нужно." },
  },
};

export const compare: OldAction<"guarantees" | Record<string, never>> = {
  name: "compare",
  about: {
    en: "Puts all runs since the last reset side by side; with `guarantees`, all strategies.",
    ru: "Показывает рядом все прогоны с последнего сброса, а с `guarantees` — все стратегии.",
  },
  parameters: z.union([z.strictObject({}), whatElse]),
  example: alike("compare:"),
  values: {
    "runs.length": {
      about: { en: "Runs since the last reset.", ru: "Прогоны с последнего сброса." },
    },
    ...rowValues,
  },
  ages: true,
  async run({ session }, what): Promise<CompareResult> {
    if (what === "guarantees") return guarantees(session);
    return { action: "compare", runs: session.runs.map(({ result }) => result) };
  },
};
