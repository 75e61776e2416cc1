import { access } from "node:fs/promises";
import { join } from "node:path";
import { chooseEngine } from "./check-engine.ts";
import { stackFolderIncomplete } from "./errors.ts";
import { findServers } from "./servers/find-servers.ts";
import type { Stack, StackOptions } from "./stack.ts";
import { SupervisorClient } from "./supervisor-client.ts";

/**
 * Starts PostgreSQL, Redis and the app; when it resolves, all three answer.
 * @throws LabError that says what to do; AbortError after a cancel. Either way nothing is left behind.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { signal, distFolder, stackFolder, composition, keepData, progress } = options;
  try {
    signal.throwIfAborted();
    await requireStackFolder(stackFolder);
    const engine = await chooseEngine(options);
    const servers = engine === "embedded" ? await findServers(options) : undefined;
    signal.throwIfAborted();

    const supervisor = new SupervisorClient(distFolder, progress);
    const cancel = () => void supervisor.stop();
    signal.addEventListener("abort", cancel);
    const { endpoints, versions, startParts } = await supervisor
      .start(engine, { stackFolder, distFolder, composition, keepData, servers })
      .finally(() => signal.removeEventListener("abort", cancel));
    if (signal.aborted) await supervisor.stop();
    signal.throwIfAborted();
    return {
      engine,
      composition,
      endpoints,
      versions,
      startParts,
      ended: supervisor.ended,
      logs: (since) => supervisor.logs(since),
      run: (request, onLine) => supervisor.run(request, onLine),
      get down() {
        return supervisor.down;
      },
      kill: (service, fault) => supervisor.kill(service, fault),
      recover: (service) => supervisor.recover(service),
      get durability() {
        return supervisor.durability;
      },
      setDurability: (durability) => supervisor.setDurability(durability),
      pause: (service, ms, until) => supervisor.pause(service, ms, until),
      stop: () => supervisor.stop(),
    };
  } catch (error) {
    // Whatever a cancel makes the steps above throw, it is a cancel.
    if (signal.aborted) throw new DOMException("The start was cancelled.", "AbortError");
    throw error;
  }
}

async function requireStackFolder(folder: string): Promise<void> {
  for (const file of ["compose.yaml", "init.sql", join("app", "server.ts")]) {
    await access(join(folder, file)).catch(() => {
      throw stackFolderIncomplete(join(folder, file));
    });
  }
}
