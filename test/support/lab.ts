import { dirname, join } from "node:path";
import type { Lab } from "../../extension/actions/define.ts";
import type { Result } from "../../extension/actions/index.ts";
import type { SessionOptions } from "../../extension/actions/open-stack.ts";
import { runCell } from "../../extension/actions/run-cell.ts";
import { Session } from "../../extension/actions/session.ts";
import { distFolder, root } from "./stack.ts";

/** A lab on the embedded engine, whose cells a test runs one after another. */
export function openLab(stackFolder = join(root, "lab-stack"), options: Partial<SessionOptions> = {}) {
  const session = new Session({
    engine: "embedded",
    stackFolder,
    labFolder: dirname(stackFolder),
    storageFolder: join(root, ".surge-lab"),
    distFolder,
    keepData: false,
    ...options,
  });
  const lab: Lab = {
    session,
    language: "en",
    progress: () => {},
    signal: new AbortController().signal,
    confirmDownload: async () => true,
  };
  const run = async (code: string, signal = lab.signal, context: Partial<Lab> = {}): Promise<Result> => {
    const cell = { kind: "cell", raw: "", language: "yaml", step: undefined, code, line: 0 } as const;
    return (await runCell(cell, { ...lab, ...context, signal })).result;
  };
  return { lab, session, run };
}
