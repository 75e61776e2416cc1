import { copyFile, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { PackagedProgram } from "../../extension/stack/engines/engine.ts";
import { serverPrograms } from "./programs.ts";
import { root } from "./stack.ts";
import { buildStandIn, copyLibraries, isStandIn, mayBePulled } from "./stand-in.ts";

/**
 * Makes a stand-in for the image of PgBouncer where it cannot be pulled; else leaves it to Docker.
 * @returns what the tests ran on, for their output
 */
export async function providePgbouncerImage(): Promise<string> {
  const file = await readFile(join(root, "lab-stack/compose.yaml"), "utf8");
  const [, image = ""] = /^ +image: (\S+pgbouncer\S+)$/m.exec(file) ?? [];
  if (await mayBePulled(image)) return `the image ${image}`;
  const { pgbouncer } = await serverPrograms("node", ["pgbouncer"]);
  if (!pgbouncer) throw new Error("There is no PgBouncer.");
  const name = basename(pgbouncer.folder ?? "pgbouncer");
  if (!(await isStandIn(image, name))) await build(image, name, pgbouncer);
  return `a stand-in for ${image}: PgBouncer of this machine's distribution`;
}

async function build(image: string, name: string, pgbouncer: PackagedProgram): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), "surge-pgbouncer-image-"));
  try {
    await cp(join(root, "test/compose/pgbouncer-stand-in"), context, { recursive: true });
    const inside = join(context, "program");
    await mkdir(join(inside, "usr/bin"), { recursive: true });
    await copyFile(pgbouncer.command, join(inside, "usr/bin/pgbouncer"));
    await copyLibraries(inside, inside, pgbouncer);
    await buildStandIn(image, name, context);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
