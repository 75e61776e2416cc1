import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
  TestRunFailedError,
} from "@vscode/test-electron";
import { bundleHostSuite, writeHelperExtension } from "./host-bundle.ts";
import { type HostRun, readReport } from "./host-report.ts";
import { quietLab } from "./rig.ts";
import { provideServers } from "./servers.ts";

/** Runs the host suite in a desktop VS Code: an executable, or `download` for the newest stable one. */
export async function runInDesktop(vsix: string, vscode: string): Promise<HostRun> {
  const vscodeExecutablePath = vscode === "download" ? await downloadAndUnzipVSCode() : vscode;
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "surge-vscode-")));
  const at = (name: string) => path.join(folder, name);
  const profile = ["--user-data-dir", at("user-data"), "--extensions-dir", at("extensions")];
  try {
    for (const name of ["user-data/User", "tmp", "workspace"]) await mkdir(at(name), { recursive: true });
    await writeFile(at("user-data/User/settings.json"), JSON.stringify(quietLab));
    await provideServers(at("user-data"));
    installExtension(vscodeExecutablePath, [...profile, "--install-extension", vsix]);
    const exitCode = await runTests({
      vscodeExecutablePath,
      reuseMachineInstall: true,
      extensionDevelopmentPath: await writeHelperExtension(at("helper")),
      extensionTestsPath: await bundleHostSuite("index"),
      extensionTestsEnv: { SURGE_LAB_TEST_REPORT: at("report.json"), TMPDIR: at("tmp") },
      launchArgs: [at("workspace"), ...profile, "--disable-workspace-trust", "--no-sandbox"],
    }).catch((error) => {
      if (error instanceof TestRunFailedError) return error.code ?? 1;
      throw error;
    });
    return { report: await readReport(at("report.json")), exitCode, log: "" };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  }
}

function installExtension(executable: string, args: readonly string[]): void {
  const [cli = executable, ...first] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  const { status, stderr } = spawnSync(cli, [...first, ...args], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`The extension could not be installed:\n${stderr}`);
}
