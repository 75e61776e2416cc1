import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../common/lab-error.ts";
import { busyPlaceIn } from "../../stack/app-mistakes.ts";
import { stackGone } from "../../stack/errors.ts";
import { isOpen } from "../../stack/own-app/is-open.ts";
import type { Session } from "../session.ts";
import { strategyError } from "../strategies/errors.ts";

/** The app says after 5 s what its thread is busy with, and the debugger needs a moment for it. Milliseconds. */
const patience = 10_000;
/** The same where nothing can connect to the app: then it is more likely that the network is cut. */
const patienceWithoutConnection = 2_000;

/**
 * An app that hangs is started anew, and the error names the line that it was busy with; of one that stands still, or
 * that nothing can connect to, it says that. Any other error stays.
 */
export async function namedHang(error: unknown, session: Session, since: Date): Promise<unknown> {
  if (!(error instanceof LabError) || error.code !== "app-hangs") return error;
  const { stack } = session.require();
  // Its second thread stands still as well, and will never say anything.
  if (await stack.isStopped("app").catch(() => false)) {
    return strategyError("app-stopped", undefined, { cause: error });
  }
  const { hostname, port } = new URL(stack.endpoints.app);
  // The system itself connects to an app that is busy.
  const connects = await isOpen(hostname, Number(port));
  const busy = await busyLine(() => stack.logs(since), connects ? patience : patienceWithoutConnection);
  if (busy === undefined) return connects ? error : stackGone();
  try {
    await stack.kill("app", "SIGKILL");
    await session.recover("app");
  } catch {
    return error;
  }
  return strategyError("app-busy", { where: busy }, { cause: error });
}

async function busyLine(
  logs: () => Promise<readonly { readonly text: string }[]>,
  patience: number,
): Promise<string | undefined> {
  for (const deadline = performance.now() + patience; performance.now() < deadline; await sleep(200)) {
    const where = busyPlaceIn((await logs().catch(() => [])).map(({ text }) => text));
    if (where !== undefined) return where;
  }
  return undefined;
}
