// A real VS Code, where the machine has one: what is measured from within its extension host.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../test/support/stack.ts";
import { bundleForHost } from "../../test/vscode/host-bundle.ts";
import { type Rig, startRig } from "../../test/vscode/rig.ts";
import { runInHost } from "../../test/vscode/run-in-host.ts";
import type { Figures } from "../rounds.ts";

export interface Windows extends AsyncDisposable {
  /** Opens a window on a folder with this notebook, and measures in it. @param minutes after which it is given up */
  measure(program: "host-window" | "host-live", notebook: string, minutes: number): Promise<Figures>;
}

export async function openWindows(): Promise<Windows> {
  await promisify(execFile)(process.execPath, ["scripts/package.mjs"], { cwd: root });
  const rig = await startRig();
  return { measure: (...how) => measure(rig, ...how), [Symbol.asyncDispose]: () => rig.close() };
}

async function measure(rig: Rig, program: string, notebook: string, minutes: number): Promise<Figures> {
  const workspace = join(rig.folder, "workspace");
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, "live.lab.md"), notebook);
  await rm(rig.hostReport, { force: true });
  const tests = await bundleForHost(join(import.meta.dirname, `${program}.ts`));
  const giveUpAfterMs = minutes * 60_000;
  const { exitCode, log } = await runInHost(rig, {
    tests,
    workspace,
    giveUpAfterMs,
    window: { moves: true },
  });
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode}:\n${log}`);
  return JSON.parse(await readFile(rig.hostReport, "utf8"));
}
