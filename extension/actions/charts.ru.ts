import type { Texts } from "./words.en.ts";

export const charts: Texts["charts"] = {
  throughput: "Ответов в секунду",
  throughputTable: "Ответов в секунду, числами",
  outcomes: { ok: "подтверждено", failed: "отказ", unknown: "неясно" },
  upTo: (rate) => `до ${rate}/с`,
  seconds: "секунды от начала",
  perSecond: "ответов/с",
  until: "До, с",
  latency: "Время ответа",
  latencyTable: "Время ответа, числами",
  percentiles: { p50: "p50", p90: "p90", p99: "p99", max: "макс." },
  ms: (number) => `${number} мс`,
  between: (low, high) => `${low} … ${high}`,
  atTheEnd: "(станет известно в конце прогона)",
  answers: "ответы",
  upToMs: "До, мс",
  milliseconds: "миллисекунды, логарифмическая шкала",
  percent: "% ответов",
};
