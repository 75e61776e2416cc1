import type { Counted } from "../stack/stack.ts";

/**
 * How many hits each strategy has in its buffer only by the app's word: no place that the lab reads has room for them.
 * A place counts first for the strategy that its name contains, then for any other, and only once.
 */
export function claimedOf(
  counters: readonly ({ readonly strategy: string } & Counted)[],
  room: ReadonlyMap<string, number>,
): Map<string, number> {
  const free = new Map(room);
  const claimed = new Map(counters.map(({ strategy, pending }) => [strategy, pending]));
  const place = (strategy: string, where: (place: string) => boolean) => {
    for (const [name, size] of free) {
      const fits = where(name) ? Math.min(size, claimed.get(strategy) ?? 0) : 0;
      free.set(name, size - fits);
      claimed.set(strategy, (claimed.get(strategy) ?? 0) - fits);
    }
  };
  for (const { strategy } of counters) place(strategy, (name) => isNamedAfter(name, strategy));
  for (const { strategy } of counters) place(strategy, () => true);
  return new Map([...claimed].filter(([, hits]) => hits > 0));
}

/** The places that may hold hits of this strategy: not those that are named after another one. */
export function roomFor(
  strategy: string,
  strategies: readonly string[],
  room: ReadonlyMap<string, number>,
): Map<string, number> {
  const isAnothers = (name: string) => strategies.some((each) => isNamedAfter(name, each));
  return new Map([...room].filter(([name]) => isNamedAfter(name, strategy) || !isAnothers(name)));
}

/** `surge:batched:pending`, `surge:{stream}:hits`, `surge_lab.queue queue-in-pg` */
function isNamedAfter(place: string, strategy: string): boolean {
  return place.split(/[:{} ]/).includes(strategy);
}
