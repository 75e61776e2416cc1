import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { serverPrograms } from "./programs.ts";
import { root } from "./stack.ts";
import { buildStandIn, copyLibraries, isStandIn, mayBePulled } from "./stand-in.ts";

const run = promisify(execFile);

/**
 * Makes a stand-in for the image of Python where it cannot be pulled, from this machine's own; else leaves it to
 * Docker. @returns what the tests ran on, for their output
 */
export async function providePythonImage(): Promise<string> {
  const file = await readFile(join(root, "lab-stack/fastapi/Dockerfile"), "utf8");
  const [, image = ""] = /^FROM (\S+)/m.exec(file) ?? [];
  const { python = "" } = await serverPrograms("fastapi");
  const environment = dirname(dirname(python));
  if (await mayBePulled(image)) return `the image ${image}`;
  if (!(await isStandIn(image, basename(environment)))) await build(image, environment);
  return `a stand-in for ${image}: this machine's own Python with the app's packages`;
}

async function build(image: string, environment: string): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), "surge-python-image-"));
  try {
    await copyFile(join(root, "test/compose/python-stand-in/Dockerfile"), join(context, "Dockerfile"));
    const program = await realpath(join(environment, "bin", "python"));
    const base = dirname(dirname(program));
    const { stdout } = await run(program, ["-c", "import sys; print('python%d.%d' % sys.version_info[:2])"]);
    const library = join("lib", stdout.trim());
    const inside = join(context, "python");
    const unneeded =
      /\/(test|idlelib|ensurepip|turtledemo|__pycache__|site-packages|dist-packages|config-[^/]+)$/;
    await cp(join(base, library), join(inside, library), {
      recursive: true,
      filter: (source) => !unneeded.test(source),
    });
    const packages = join(library, "site-packages");
    await cp(join(environment, packages), join(inside, packages), { recursive: true });
    await mkdir(join(inside, "bin"));
    await copyFile(program, join(inside, "bin", "python"));
    await copyLibraries(inside, join(context, "libraries"));
    await buildStandIn(image, basename(environment), context);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
