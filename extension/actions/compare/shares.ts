import { formatNumber, type Language } from "../../common/language.ts";

export function percent(part: number, whole: number): number {
  return whole > 0 ? (100 * part) / whole : 0;
}

/** A count, and what share of a whole it is, in percent; never rounded up to 100 %. */
export function withShare(count: string, share: number, language: Language): string {
  if (share === 0) return count;
  const rounded = share < 10 ? Number(share.toPrecision(2)) : Math.floor(share);
  return `${count} (${formatNumber(rounded, language)}\u00a0%)`;
}
