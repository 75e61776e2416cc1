import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { AppKind } from "../../apps.ts";
import { docker } from "./docker.ts";
import type { ComposeCommand } from "./services.ts";

/** What a container gets from elsewhere: strategies are mounted, packages come from the lock file. */
const notInImage = /(^|\/)(strategies|node_modules|__pycache__)(\/|$)/;

/**
 * The name of the image of an app, by the files that are built into it: whoever has the same files may use an image that
 * was built elsewhere, and whoever has changed one may not.
 */
export async function prebuiltImage(
  stackFolder: string,
  { folder }: Pick<AppKind, "folder">,
): Promise<string> {
  const root = join(stackFolder, folder);
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll("\\", "/"));
  const hash = createHash("sha256");
  for (const path of paths.filter((each) => !notInImage.test(each)).sort()) {
    const text = await readFile(join(root, path));
    hash.update(`${path}\0${text.length}\0`).update(text);
  }
  return `surge-lab-${folder}:${hash.digest("hex").slice(0, 12)}`;
}

interface Wanted {
  readonly stackFolder: string;
  readonly project: string;
  readonly app: AppKind;
  readonly compose: ComposeCommand;
  readonly signal: AbortSignal;
}

/**
 * Gives the project an image of its app that was brought along, so that it need not be built, which takes a network.
 * The image stays under its own name when the project's is removed.
 * @returns false where there is none for this app and this engine
 */
export async function takePrebuilt({ stackFolder, project, app, compose, signal }: Wanted): Promise<boolean> {
  const image = await prebuiltImage(stackFolder, app);
  const ask = { signal, timeout: 10_000 };
  const [found, engine, config] = await Promise.all([
    docker(["image", "inspect", "--format", "{{.Architecture}}", image], ask),
    docker(["version", "--format", "{{.Server.Arch}}"], ask),
    compose(["config", "--format", "json"]),
  ]);
  if (found.code !== 0 || found.stdout.trim() !== engine.stdout.trim()) return false;
  if (!buildsPlainly(config.stdout, join(stackFolder, app.folder))) return false;
  const { code } = await docker(["image", "tag", image, `${project}-app`], ask);
  return code === 0;
}

/** A compose.yaml that was changed may build something else. */
function buildsPlainly(config: string, context: string): boolean {
  try {
    const { image, build } = JSON.parse(config).services.app;
    return image === undefined && isDeepStrictEqual(build, { context, dockerfile: "Dockerfile" });
  } catch {
    return false;
  }
}
