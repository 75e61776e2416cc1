import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeHelperExtension } from "./host-bundle.ts";
import type { Rig, WindowOptions } from "./rig.ts";

interface HostOptions {
  /** The file whose `run()` VS Code calls. */
  readonly tests: string;
  readonly workspace: string;
  readonly giveUpAfterMs: number;
  readonly window: Pick<WindowOptions, "size" | "moves">;
}

/** Opens a window, has its extension host run that file, and closes it. @returns how that ended, and what it printed */
export async function runInHost(
  rig: Rig,
  { tests, workspace, giveUpAfterMs, window }: HostOptions,
): Promise<{ readonly exitCode: number; readonly log: string }> {
  const helper = await writeHelperExtension(path.join(rig.folder, "helper"));
  const { host } = new URL(rig.server.url);
  const lines: string[] = [];
  const ended = Promise.withResolvers<number>();
  const page = await rig.openWindow({
    folder: workspace,
    ...window,
    payload: [
      ["extensionDevelopmentPath", `vscode-remote://${host}${helper}`],
      ["extensionTestsPath", `vscode-remote://${host}${tests}`],
    ],
    prepare: async (page) => {
      await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
        lines.push(args.join(" "));
      });
      await page.exposeFunction("codeAutomationExit", (code: number) => ended.resolve(code));
    },
  });
  try {
    const exitCode = await Promise.race([ended.promise, sleep(giveUpAfterMs, -1, { ref: false })]);
    return { exitCode, log: lines.join("\n") };
  } finally {
    await rig.closeWindow(page);
  }
}
