import { formatNumber, type Language } from "../common/language.ts";
import { drawingWords } from "./words.ts";

/** Milliseconds below one second, else seconds: `150 ms`, `2.8 s`. */
export function formatDuration(ms: number, language: Language): string {
  const { units } = drawingWords[language];
  if (ms >= 1000) return `${formatNumber(ms / 1000, language)}\u00a0${units.s}`;
  if (ms > 0 && ms < 1) return `<1\u00a0${units.ms}`;
  return `${formatNumber(Math.round(ms), language)}\u00a0${units.ms}`;
}

/** Hits per second: whole from 10 on, one digit below. */
export function formatRate(perSecond: number, language: Language): string {
  return formatNumber(perSecond >= 10 ? Math.round(perSecond) : perSecond, language);
}

/** Latency in milliseconds; the histogram counts whole ones, so 0 means less than one. */
export function formatLatency(ms: number, language: Language): string {
  return ms < 1 ? "<1" : formatNumber(ms >= 10 ? Math.round(ms) : ms, language);
}

/** With every digit it has, for the ends of buckets and the ticks of axes: 0.05 is not 0.1. */
export function formatExact(value: number, language: Language): string {
  if (Number.isInteger(value)) return formatNumber(value, language);
  return String(value).replace(".", language === "ru" ? "," : ".");
}

export function formatMemory(bytes: number, language: Language): string {
  return `${formatNumber(bytes / 2 ** 30, language)}\u00a0${drawingWords[language].units.gib}`;
}
