// The images that the lab needs with Docker, as one file for a machine without a network: docker load --input FILE
import { rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { explain, LabError } from "../extension/common/lab-error.ts";
import { apps } from "../extension/stack/apps.ts";
import { docker, requireDocker } from "../extension/stack/engines/compose/docker.ts";
import { prebuiltImage } from "../extension/stack/engines/compose/prebuilt-image.ts";
import { extraNames } from "../extension/stack/stack.ts";

const config = z.object({ services: z.record(z.string(), z.object({ image: z.string().optional() })) });

interface Wanted {
  readonly stackFolder: string;
  /** Gets the file. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** @returns the name of the file; undefined where no Docker engine answers, which it says */
export async function saveImages({ stackFolder, folder, signal, say }: Wanted): Promise<string | undefined> {
  try {
    await requireDocker(signal);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    say(`Images for Docker are left out. ${explain(error, "en")}`);
    return undefined;
  }
  const images: string[] = [];
  for (const image of await imagesIn(stackFolder, signal)) {
    const isThere = (await docker(["image", "inspect", image], { signal })).code === 0;
    if (!isThere) say(`Pulling ${image}…`);
    const { code, stderr } = isThere ? { code: 0, stderr: "" } : await docker(["pull", image], { signal });
    if (code === 0) images.push(image);
    else say(`${image} is left out: ${lastLine(stderr)}`);
  }
  for (const app of Object.values(apps)) {
    const image = await prebuiltImage(stackFolder, app);
    say(`Building ${image}…`);
    const { code, stderr } = await docker(["build", "--tag", image, path.join(stackFolder, app.folder)], {
      signal,
    });
    if (code === 0) images.push(image);
    else say(`${image} is left out: ${lastLine(stderr)}`);
  }
  const { stdout } = await docker(["version", "--format", "{{.Server.Os}}-{{.Server.Arch}}"], { signal });
  const name = `surge-lab-images-${stdout.trim()}.tar`;
  const saved = await docker(["save", "--output", path.join(folder, name), ...images], { signal });
  if (saved.code === 0) return name;
  await rm(path.join(folder, name), { force: true });
  throw new Error(`docker save: ${lastLine(saved.stderr)}`);
}

/** Those that compose.yaml names, also for the extras. */
async function imagesIn(stackFolder: string, signal: AbortSignal): Promise<string[]> {
  const file = path.join(stackFolder, "compose.yaml");
  const profiles = extraNames.flatMap((name) => ["--profile", name]);
  const passwords = { SURGE_ADMIN_PASSWORD: "a", SURGE_APP_PASSWORD: "b", SURGE_REDIS_PASSWORD: "c" };
  const { code, stdout, stderr } = await docker(
    ["compose", "-f", file, ...profiles, "config", "--format", "json"],
    {
      env: passwords,
      signal,
    },
  );
  if (code !== 0) throw new Error(`docker compose config: ${lastLine(stderr)}`);
  const { services } = config.parse(JSON.parse(stdout));
  return [...new Set(Object.values(services).flatMap(({ image }) => image ?? []))];
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
