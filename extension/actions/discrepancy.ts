import { alike, type Localized } from "../common/language.ts";

/** A value of a report that contradicts the others, and what it would be according to them. */
export interface Discrepancy {
  /** Where it stands in the result: `ledger.lost`, `samples.3.ok`. */
  readonly key: string;
  readonly said: string;
  readonly found: Localized;
}

type Value = string | number | boolean | null;

export function differs(key: string, said: Value, found: Value): Discrepancy[] {
  return said === found ? [] : [{ key, said: String(said), found: alike(String(found)) }];
}

export function atLeast(key: string, said: number, least: number): Discrepancy[] {
  if (said >= least) return [];
  return [{ key, said: String(said), found: { en: `at least ${least}`, ru: `не меньше ${least}` } }];
}

export function atMost(key: string, said: number, most: number): Discrepancy[] {
  if (said <= most) return [];
  return [{ key, said: String(said), found: { en: `at most ${most}`, ru: `не больше ${most}` } }];
}

export function between(key: string, said: number, least: number, most: number): Discrepancy[] {
  if (said >= least && said <= most) return [];
  const [from, to] = [short(least), short(most)];
  return [{ key, said: String(said), found: { en: `from ${from} to ${to}`, ru: `от ${from} до ${to}` } }];
}

/** The same discrepancies of a part, under its key. */
export function within(prefix: string, discrepancies: readonly Discrepancy[]): Discrepancy[] {
  return discrepancies.map((one) => ({ ...one, key: `${prefix}.${one.key}` }));
}

const short = (value: number) => String(Number(value.toPrecision(6)));
