import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

export const projectFolder = path.resolve(import.meta.dirname, "../..");

/** One of the host's suites as one file that VS Code can load. @returns its path. */
export function bundleHostSuite(suite: "index" | "long"): Promise<string> {
  return bundleForHost(path.join(import.meta.dirname, `host/${suite}.ts`));
}

/** The same of any file that exports `run()`. */
export async function bundleForHost(file: string): Promise<string> {
  const outfile = path.join(projectFolder, `test-output/host/${path.basename(file, ".ts")}.cjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return outfile;
}

/** VS Code runs tests only together with an extension under development; an empty one leaves the VSIX under test. */
export async function writeHelperExtension(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: "helper", publisher: "tests", version: "0.0.0", engines: { vscode: "*" } };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}
