import { access } from "node:fs/promises";
import { join } from "node:path";
import { apps } from "./apps.ts";
import { chooseEngine } from "./check-engine.ts";
import { findAttached } from "./engines/attach/find-attached.ts";
import { stackError } from "./errors.ts";
import { ownAppError } from "./own-app/errors.ts";
import { findBrokers } from "./programs/find-brokers.ts";
import { findPython, findServers } from "./programs/find-servers.ts";
import { runningStack } from "./running-stack.ts";
import type { Stack, StackOptions } from "./stack.ts";
import { SupervisorClient } from "./supervisor-client.ts";

/**
 * Starts PostgreSQL, Redis, the brokers that were asked for, and the app; when it resolves, all of them answer.
 * @throws LabError that says what to do; AbortError after a cancel. Either way nothing is left behind.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { signal, distFolder, stackFolder, storageFolder, composition, keepData, fenced, progress } = options;
  try {
    signal.throwIfAborted();
    const app = apps[composition.app];
    await requireStackFolder(stackFolder, [app.folder, `server${app.extension}`]);
    const engine = await chooseEngine(options);
    const brokers = engine === "embedded" ? await findBrokers(options) : {};
    const { own } = composition;
    if (own && engine === "attach") throw ownAppError("own-engine");
    const python = own && engine === "compose" ? await findPython(options) : undefined;
    const servers = engine === "embedded" ? await findServers(options) : undefined;
    const attached = engine === "attach" ? await findAttached(options) : undefined;
    signal.throwIfAborted();

    const supervisor = new SupervisorClient(distFolder, progress);
    const cancel = () => void supervisor.stop();
    signal.addEventListener("abort", cancel);
    const started = await supervisor
      .start(engine, {
        stackFolder,
        storageFolder,
        distFolder,
        composition,
        keepData,
        fenced,
        python,
        servers,
        brokers,
        attached,
      })
      .finally(() => signal.removeEventListener("abort", cancel));
    if (signal.aborted) await supervisor.stop();
    signal.throwIfAborted();
    return runningStack({ engine, composition, ...started }, supervisor);
  } catch (error) {
    // Whatever a cancel makes the steps above throw, it is a cancel.
    if (signal.aborted) throw new DOMException("The start was cancelled.", "AbortError");
    throw error;
  }
}

async function requireStackFolder(folder: string, server: readonly string[]): Promise<void> {
  for (const file of ["compose.yaml", "init.sql", join(...server)]) {
    await access(join(folder, file)).catch(() => {
      throw stackError("stack-folder", { missing: join(folder, file) });
    });
  }
}
