import { isDeepStrictEqual } from "node:util";
import type { Counted } from "../stack/stack.ts";

/** While hits keep coming, no two reads agree; then the last one is used. */
const mostLooks = 20;

/** The stored hits by strategy: its counter, its slots, or its rows where it has no counter. */
export const storedByStrategy = `
  SELECT strategy, value::float8 AS stored FROM surge_lab.counter
  UNION ALL
  SELECT strategy, sum(value)::float8 FROM surge_lab.slots GROUP BY strategy
  UNION ALL
  SELECT strategy, count(*)::float8 FROM surge_lab.hits
  WHERE strategy NOT IN (SELECT strategy FROM surge_lab.counter) GROUP BY strategy`;

export interface AllCounted {
  readonly counters: readonly CountedOf[];
  /** Strategies that did not say what is in their buffer. */
  readonly unanswered: readonly { readonly strategy: string; readonly stored: number }[];
}

export interface CountedOf extends Counted {
  readonly strategy: string;
  /** Of `pending`: hits that are in the buffer only by the app's word. */
  readonly claimed?: number;
}

/** Reads until two results in a row agree: a single read while a worker moves hits may count them twice. */
export async function twiceTheSame<T>(look: () => Promise<T>): Promise<T> {
  let last = await look();
  for (let looks = 1; looks < mostLooks; looks += 1) {
    const now = await look();
    if (isDeepStrictEqual(now, last)) break;
    last = now;
  }
  return last;
}
