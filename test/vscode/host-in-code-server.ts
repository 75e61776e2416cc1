import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundleHostSuite, writeHelperExtension } from "./host-bundle.ts";
import { type HostRun, readReport } from "./host-report.ts";
import { sharedRig } from "./rig.ts";

const giveUpAfterMs = 600_000;

/** Runs a host suite against the packaged extension in code-server's extension host. */
export async function runInCodeServer(suite: "index" | "long" = "index"): Promise<HostRun> {
  const [rig, tests] = await Promise.all([sharedRig(), bundleHostSuite(suite)]);
  const workspace = path.join(rig.folder, "workspace");
  await mkdir(workspace, { recursive: true });
  const helper = await writeHelperExtension(path.join(rig.folder, "helper"));
  const { host } = new URL(rig.server.url);
  const lines: string[] = [];
  const ended = Promise.withResolvers<number>();
  const page = await rig.openWindow({
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
  try {
    const exitCode = await Promise.race([ended.promise, sleep(giveUpAfterMs, -1, { ref: false })]);
    return { report: await readReport(rig.hostReport), exitCode, log: lines.join("\n") };
  } finally {
    await rig.closeWindow(page);
  }
}
