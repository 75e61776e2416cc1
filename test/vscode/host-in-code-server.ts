import { mkdir } from "node:fs/promises";
import path from "node:path";
import { bundleHostSuite } from "./host-bundle.ts";
import { type HostRun, readReport } from "./host-report.ts";
import { runInHost } from "./run-in-host.ts";
import { sharedRig } from "./shared-rig.ts";

/** More than the limits of the long suite's tests together. */
const giveUpAfterMs = 900_000;

/** Runs a host suite against the packaged extension in code-server's extension host. */
export async function runInCodeServer(suite: "index" | "long" = "index"): Promise<HostRun> {
  const [rig, tests] = await Promise.all([sharedRig(), bundleHostSuite(suite)]);
  const workspace = path.join(rig.folder, "workspace");
  await mkdir(workspace, { recursive: true });
  // The window is not looked at, and a large one takes long to draw.
  const window = { size: { width: 500, height: 400 } };
  const run = await runInHost(rig, { tests, workspace, giveUpAfterMs, window });
  return { report: await readReport(rig.hostReport), ...run };
}
