import { isDeepStrictEqual } from "node:util";

/** While hits keep coming, no two looks are alike: then the last one has to do. */
const mostLooks = 20;

/** What the database stores for a strategy: its counter, or its slots; its rows where it has no counter. */
export const storedByStrategy = `
  SELECT strategy, value::float8 AS stored FROM surge_lab.counter
  UNION ALL
  SELECT strategy, sum(value)::float8 FROM surge_lab.slots GROUP BY strategy
  UNION ALL
  SELECT strategy, count(*)::float8 FROM surge_lab.hits
  WHERE strategy NOT IN (SELECT strategy FROM surge_lab.counter) GROUP BY strategy`;

/** Two looks one after the other that say the same: while a worker moves hits, a single one may count them twice. */
export async function twiceTheSame<T>(look: () => Promise<T>): Promise<T> {
  let last = await look();
  for (let looks = 1; looks < mostLooks; looks += 1) {
    const now = await look();
    if (isDeepStrictEqual(now, last)) break;
    last = now;
  }
  return last;
}
