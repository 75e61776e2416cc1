import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

export const projectFolder = path.resolve(import.meta.dirname, "../..");

/** One of the host's suites as one file that VS Code can load. @returns its path. */
export async function bundleHostSuite(suite: "index" | "long"): Promise<string> {
  const outfile = path.join(projectFolder, `test-output/host/${suite}.cjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, `host/${suite}.ts`)],
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
