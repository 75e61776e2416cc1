import { formatNumber } from "../../../common/language.ts";
import type { Measure } from "./measures.ts";
import type { en } from "./words.en.ts";

const quantities: Readonly<Record<string, string>> = {
  perSecond: "запросов в секунду",
  p50: "задержка",
  p90: "p90",
  p99: "p99",
  max: "наибольшая задержка",
  mean: "средняя задержка",
  ok: "сколько запросов подтверждено",
  lost: "сколько подтверждённых потеряно",
  away: "сколько времени сервера не было",
  unacknowledged: "неподтверждённые запросы",
  failed: "отказы",
  unknown: "запросы без ответа",
  duplicated: "посчитанные дважды",
  recovered: "сохранённые без ответа",
};
const signs: Readonly<Record<Measure["unit"], string>> = {
  rate: "\u00a0запросов/с",
  time: "\u00a0мс",
  share: "\u00a0%",
  factor: "\u00a0раза",
  count: "",
};
const inWords = (value: number) =>
  value < 1 ? String(Math.round(value * 1000) / 1000).replace(".", ",") : formatNumber(value, "ru");

export const ru: typeof en = {
  run: (run) => `прогон ${run}`,
  killOf: (server) =>
    `нагрузка на стратегию, которой нужен ${server === "redis" ? "Redis" : "брокер"}, с его гибелью (\`fault: { kill: ${server} }\`)`,
  paceOf: (strategy) => `спокойная нагрузка на \`${strategy}\` от 5\u00a0с`,
  nameOf: ({ runs }) => runs.map(({ name }) => name.ru).join(" и "),
  measured: ({ what, value, unit, runs }, name) =>
    `${inWords(value)}${signs[unit]} (${quantities[what] ?? what}, ${runs.map(({ result }) => `\`${result.strategy}\``).join(" и ")}; ${name})`,
  foreign: (figure, nearest) =>
    nearest === undefined ? `«${figure}»` : `«${figure}»; ближе всего ${nearest}`,
  quantity: (what) => quantities[what] ?? what,
  silent: (strategy, quantity, runs) => `\`${strategy}\`: ${quantity} (${runs})`,
};
