import { LockWatch } from "../../inspection/lock-watch.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Players } from "./explore.ts";
import { HitProgram } from "./hit-program.ts";

interface PlayersOptions extends Pick<Players, "strategy" | "transaction"> {
  readonly stack: Stack;
  readonly clients: number;
  readonly signal: AbortSignal;
}

/** A process for each client while `work` needs them; afterwards nothing is open and the counter is zero. */
export async function withPlayers<T>(
  { stack, strategy, transaction, clients, signal }: PlayersOptions,
  work: (players: Players) => Promise<T>,
): Promise<T> {
  const watch = await LockWatch.open(stack.endpoints.postgres, strategy);
  const hits: HitProgram[] = [];
  const endAll = () => Promise.all(hits.map((hit) => hit.end()));
  const cancel = () => void endAll();
  signal.addEventListener("abort", cancel);
  try {
    for (const name of "ABC".slice(0, clients)) {
      signal.throwIfAborted();
      hits.push(await HitProgram.start(stack, name, strategy));
    }
    return await work({ strategy, transaction, hits, watch });
  } catch (error) {
    // Work that a cancel has interrupted is no failure.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    await endAll();
    // A backend that waited for a lock may get it now that the others are gone, unaware that its client is gone, too.
    await watch.endBackends(hits.flatMap(({ pids }) => [...pids]));
    await watch.zero();
    await watch.close();
  }
}
