import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../common/lab-error.ts";
import type { Session } from "../session.ts";
import { strategyError } from "../strategies/errors.ts";

/** The app says after 5 s what its thread is busy with, and the debugger needs a moment for it. Milliseconds. */
const patience = 10_000;

/** An app that hangs is started anew, and the error names the line that it was busy with; any other error stays. */
export async function namedHang(error: unknown, session: Session, since: Date): Promise<unknown> {
  if (!(error instanceof LabError) || error.code !== "app-hangs") return error;
  const { stack } = session.require();
  const busy = await busyLine(() => stack.logs(since));
  if (busy === undefined) return error;
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
): Promise<string | undefined> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(200)) {
    for (const { text } of await logs().catch(() => [])) {
      const where = /The app has not answered for 5 s: its one thread is busy in (.+)\.$/.exec(text)?.[1];
      if (where !== undefined) return where;
    }
  }
  return undefined;
}
