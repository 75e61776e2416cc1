import type { Collision } from "./result.ts";

/** Where not all find room: the first of each size, the earliest of all, then from the beginning; in their order. */
export function telling(collisions: readonly Collision[], most: number): Collision[] {
  const ofEachSize = [...Map.groupBy(collisions, ({ undid }) => undid).values()].flatMap((same) =>
    same.slice(0, 1),
  );
  const earliest = earliestOf(collisions);
  const chosen = new Set([...ofEachSize.slice(0, most - 1), ...(earliest ? [earliest] : [])]);
  for (const collision of collisions) if (chosen.size < most) chosen.add(collision);
  return collisions.filter((collision) => chosen.has(collision));
}

export function earliestOf(collisions: readonly Collision[]): Collision | undefined {
  return collisions.toSorted((a, b) => timeOf(a) - timeOf(b))[0];
}

/** When it happened: at its last write. */
function timeOf({ hits }: Collision): number {
  return hits.at(-1)?.atMs ?? Infinity;
}
