/** A walk's moves: go to the next place, kill the worker there, start a new one, go to the end. */
export const moves = ["next", "kill", "restart", "run"] as const;
export type Move = (typeof moves)[number];

/** The reader's answer instead of a move: no more of them. */
export const endOfWalk = "end";

/** The moves that are possible at a place; none once the batch is through. */
export function possibleMoves(place: string): readonly Move[] {
  if (place === "end") return [];
  return place === "dead" ? ["restart"] : ["next", "kill", "run"];
}
