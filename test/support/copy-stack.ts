import { cp, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { apps } from "../../extension/stack/apps.ts";
import type { AppName } from "../../extension/stack/stack.ts";
import { root } from "./stack.ts";

/**
 * A copy of the stack, or of a part of it, that a test may change; without its packages.
 * @param to becomes the copy
 */
export function copyStack(to: string, part = "lab-stack"): Promise<void> {
  const filter = (source: string) => basename(source) !== "node_modules";
  return cp(join(root, part), to, { recursive: true, filter });
}

/** A copy of the app that a test may change, with the packages that it needs. @param folder gets it, under its name */
export async function copyApp(folder: string, app: AppName = "node"): Promise<void> {
  const { folder: name } = apps[app];
  await copyStack(join(folder, name), `lab-stack/${name}`);
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
}
