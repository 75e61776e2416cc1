import { failingServers } from "../inspection/failing-servers.ts";
import { orAbort } from "../inspection/or-abort.ts";
import { type ServiceName, type Stack, type StackOptions, serviceNames } from "../stack/stack.ts";
import { progressText } from "../stack/words.ts";

interface AnewOptions extends Pick<StackOptions, "signal" | "progress"> {
  readonly stack: Stack;
  /** Servers that are known to be down, and are wanted. */
  readonly down: readonly ServiceName[];
  readonly recover: (service: ServiceName) => Promise<void>;
}

/**
 * Starts anew each server that runs and does not answer, and those that are down.
 * @returns these servers; undefined where that was not enough
 */
export async function startAnew({
  stack,
  down,
  recover,
  signal,
  progress,
}: AnewOptions): Promise<readonly ServiceName[] | undefined> {
  const silent = await orAbort(failingServers(stack), signal);
  const failing = serviceNames.filter((name) => down.includes(name) || silent.includes(name));
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
