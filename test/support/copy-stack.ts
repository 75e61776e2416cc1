import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import { root } from "./stack.ts";

/**
 * A copy of the stack, or of a part of it, that a test may change; without its packages.
 * @param to becomes the copy
 */
export function copyStack(to: string, part = "lab-stack"): Promise<void> {
  const filter = (source: string) => basename(source) !== "node_modules";
  return cp(join(root, part), to, { recursive: true, filter });
}
