// Numbers as the language writes them.
import { formatNumber, type Language } from "../../extension/common/language.ts";

/** With three digits at least; empty for what was not measured. */
export function figure(value: number | undefined, language: Language): string {
  if (value === undefined) return "";
  if (value >= 100) return formatNumber(Math.round(value), language);
  return value.toLocaleString(language, { maximumSignificantDigits: 3 });
}

export function two(value: number, language: Language): string {
  return value.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function percent(share: number, language: Language): string {
  return `${formatNumber(Math.round(share * 100), language)}\u00a0%`;
}
