// Images that stand in for others where these cannot be pulled. A label says what of this machine is in them.
import { execFile } from "node:child_process";
import { copyFile, mkdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { PackagedProgram } from "../../extension/stack/engines/engine.ts";

const run = promisify(execFile);
const label = "surge-lab.stand-in";

/** True where the image itself is here, or nothing here could stand in for it. */
export async function mayBePulled(image: string): Promise<boolean> {
  const found = await inspect(image);
  return found === "" || (found === undefined && (await inspect("docker-rig/base")) === undefined);
}

/** True when the image is the stand-in with this in it. */
export async function isStandIn(image: string, content: string): Promise<boolean> {
  return (await inspect(image)) === content;
}

export async function buildStandIn(image: string, content: string, context: string): Promise<void> {
  await run("docker", ["build", "--label", `${label}=${content}`, "-t", image, context]);
}

/** What an image stands in for, "" for one that stands in for none; undefined when it is not here. */
function inspect(image: string): Promise<string | undefined> {
  const format = `{{index .Config.Labels "${label}"}}`;
  return run("docker", ["image", "inspect", "--format", format, image]).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

/**
 * What the dynamic linker loads for the programs and libraries in a folder, at the same paths.
 * @param program of a package in whose folder they are found, too; from there they come where the linker looks by itself
 */
export async function copyLibraries(
  from: string,
  to: string,
  { folder = "", env = {} }: Partial<PackagedProgram> = {},
): Promise<void> {
  const { stdout: files } = await run("find", [
    from,
    "-name",
    "*.so*",
    "-o",
    "-path",
    "*/bin/*",
    "-type",
    "f",
  ]);
  const needed = new Set<string>();
  for (const file of files.trim().split("\n")) {
    const { stdout } = await run("ldd", [file], { env: { ...process.env, ...env } }).catch(() => ({
      stdout: "",
    }));
    for (const [, path = ""] of stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(/gm)) {
      if (!path.startsWith(from)) needed.add(path);
    }
  }
  for (const path of needed) {
    const place = folder !== "" && path.startsWith(folder) ? path.slice(folder.length) : path;
    await mkdir(dirname(join(to, place)), { recursive: true });
    await copyFile(await realpath(path), join(to, place));
  }
}
