import { formatNumber, type Language } from "../../../common/language.ts";
import type { Measure } from "./measures.ts";

const quantities: Readonly<Record<string, string>> = {
  perSecond: "hits per second",
  p50: "the latency",
  p90: "p90",
  p99: "p99",
  max: "the longest latency",
  mean: "the mean latency",
  ok: "how many hits were acknowledged",
  lost: "how many acknowledged hits were lost",
  away: "how long the server was away",
  unacknowledged: "hits that were not acknowledged",
  failed: "refused hits",
  unknown: "hits without an answer",
  duplicated: "hits counted twice",
  recovered: "hits stored without an answer",
};
const signs: Readonly<Record<Measure["unit"], string>> = {
  rate: " hits/s",
  time: " ms",
  share: " %",
  factor: " times",
  count: "",
};
const inWords = (value: number, language: Language) =>
  value < 1 ? String(Math.round(value * 1000) / 1000) : formatNumber(value, language);

export const en = {
  run: (run: number) => `run ${run}`,
  killOf: (server: string) =>
    `a load of a strategy that needs ${server === "redis" ? "Redis" : "a broker"}, during which it is killed (\`fault: { kill: ${server} }\`)`,
  paceOf: (strategy: string) => `an undisturbed load of \`${strategy}\` of 5 s or more`,
  nameOf: ({ runs }: Measure) => runs.map(({ name }) => name.en).join(" and "),
  measured: ({ what, value, unit, runs }: Measure, name: string) =>
    `${inWords(value, "en")}${signs[unit]} (${quantities[what] ?? what}, ${runs.map(({ result }) => `\`${result.strategy}\``).join(" and ")} in ${name})`,
  foreign: (figure: string, nearest: string | undefined) =>
    nearest === undefined ? `“${figure}”` : `“${figure}”; the nearest is ${nearest}`,
  quantity: (what: string) => quantities[what] ?? what,
  silent: (strategy: string, quantity: string, runs: string) => `\`${strategy}\`: ${quantity} (${runs})`,
};
