import type { Random } from "../random.ts";
import type { History } from "./event.ts";
import { buffered, type Flaw, onlyById } from "./flaws.ts";
import { World } from "./world.ts";

/** A history ends long before. */
const mostMoves = 1_000;

/**
 * A run of an implementation that keeps the contract but for the flaw, if it has one. Clients, app, worker and crashes
 * come in an order that is drawn.
 */
export function simulate(random: Random, hits: number, flaw?: Flaw): History {
  const flip = () => random.whole(0, 1) === 1;
  const world = new World({
    random,
    clients: random.whole(1, Math.min(3, hits)),
    hits,
    byId: (flaw !== undefined && onlyById.includes(flaw)) || flip(),
    buffers: (flaw === undefined ? undefined : buffered[flaw]) ?? flip(),
    flaw,
  });
  for (let move = 0; move < mostMoves && !world.isOver; move += 1) {
    const moves = world.moves();
    moves[random.whole(0, moves.length - 1)]?.();
  }
  world.readAtTheEnd();
  return world.events;
}
