import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyStack } from "./copy-stack.ts";
import { openLab } from "./lab.ts";
import { root } from "./stack.ts";

/** A lab folder with the apps of test/own-apps in it, and a lab that runs there; `end` removes both. */
export async function openOwnApps() {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyStack(join(folder, "lab-stack"));
  await cp(join(root, "test/own-apps"), folder, { recursive: true });
  const { session, run } = openLab(join(folder, "lab-stack"));
  const end = async () => {
    await session.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, run, end };
}
