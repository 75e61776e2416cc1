import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundleHostSuite, writeHelperExtension } from "./host-bundle.ts";
import { type HostRun, readReport } from "./host-report.ts";
import { quietLab, startRig } from "./rig.ts";

const giveUpAfterMs = 240_000;

/** Runs the host suite against the packaged extension in code-server's extension host. */
export async function runInCodeServer(vsix: string): Promise<HostRun> {
  const tests = await bundleHostSuite();
  const report = { file: "" };
  const rig = await startRig({
    vsix,
    settings: quietLab,
    extensionTests: true,
    env: (folder) => {
      report.file = path.join(folder, "report.json");
      return { SURGE_LAB_TEST_REPORT: report.file };
    },
  });
  try {
    const workspace = path.join(rig.folder, "workspace");
    await mkdir(workspace);
    const helper = await writeHelperExtension(path.join(rig.folder, "helper"));
    const { host } = new URL(rig.server.url);
    const lines: string[] = [];
    const ended = Promise.withResolvers<number>();
    await rig.openWindow({
      folder: workspace,
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
    const exitCode = await Promise.race([ended.promise, sleep(giveUpAfterMs, -1, { ref: false })]);
    return { report: await readReport(report.file), exitCode, log: lines.join("\n") };
  } finally {
    await rig.close();
  }
}
