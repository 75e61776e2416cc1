import { failingServers } from "../inspection/failing-servers.ts";
import { orAbort } from "../inspection/or-abort.ts";
import { type ServiceName, type Stack, type StackOptions, serviceNames } from "../stack/stack.ts";
import { progressText } from "../stack/words.ts";

interface AnewOptions extends Pick<StackOptions, "signal" | "progress"> {
  readonly stack: Stack;
  /** Servers that are known to be down, and are wanted. */
  readonly down: readonly ServiceName[];
  /** Servers that run something older than what is wanted. */
  readonly outdated: readonly ServiceName[];
  readonly recover: (service: ServiceName) => Promise<void>;
}

export interface StartedAnew {
  readonly startedAnew: readonly ServiceName[];
  /** Files of an app that is not ours, for whose sake it was started anew. */
  readonly changedFiles?: readonly string[];
}

/**
 * Starts anew each server that runs and does not answer, and those that are down or outdated.
 * @returns these servers; undefined where that was not enough
 */
export async function startAnew({
  stack,
  down,
  outdated,
  recover,
  signal,
  progress,
}: AnewOptions): Promise<readonly ServiceName[] | undefined> {
  const silent = await orAbort(failingServers(stack), signal);
  const failing = serviceNames.filter((name) => [...down, ...outdated, ...silent].includes(name));
  if (failing.length === 0) return [];
  progress({ text: progressText(({ startingAnew }) => startingAnew(failing)) });
  const restart = async () => {
    for (const service of failing) {
      await stack.kill(service, "SIGKILL");
      await recover(service);
    }
  };
  try {
    // A cancel leaves none of them down.
    await orAbort(restart(), signal);
    return (await orAbort(failingServers(stack), signal)).length === 0 ? failing : undefined;
  } catch {
    // Its data may be gone, it may be a server that the lab does not own, or its supervisor does not answer either.
    signal.throwIfAborted();
    return undefined;
  }
}
