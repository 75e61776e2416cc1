import { readFileSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./stack.ts";

/** The files that VS Code reads to activate the extension, with their bytes: the entry, and what it imports at once. */
export function activationFiles(): ReadonlyMap<string, number> {
  const read = new Map<string, number>();
  const readAll = (file: string) => {
    if (read.has(file)) return;
    const source = readFileSync(join(distFolder, file), "utf8");
    read.set(file, Buffer.byteLength(source));
    for (const [, imported] of source.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g))
      if (imported) readAll(imported);
  };
  readAll("extension.js");
  return read;
}
