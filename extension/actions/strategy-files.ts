import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Localized } from "../common/language.ts";
import type { KnownStrategy } from "../document/described-action.ts";

/** Where the strategies of a `lab-stack` are. */
export function strategiesFolder(stackFolder: string): string {
  return path.join(stackFolder, "app", "strategies");
}

/** The names of the strategies in a folder, each being a file. @throws what the file system throws. */
export async function strategiesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -".ts".length));
}

/** What the files say of themselves. They are read and never run: that is up to the app. */
export async function readStrategies(stackFolder: string): Promise<KnownStrategy[]> {
  const folder = strategiesFolder(stackFolder);
  const names = await strategiesIn(folder).catch(() => []);
  const reading = names.sort().map(async (name) => {
    const source = await readFile(path.join(folder, `${name}.ts`), "utf8").catch(() => "");
    const processes = /^export\s+(?:async\s+function|const)\s+process\b/m.test(source);
    return { name, about: aboutIn(source), processes };
  });
  return Promise.all(reading);
}

function aboutIn(source: string): Localized | undefined {
  const [about = ""] = source.split(/^export\s+const\s+about\b/m)[1]?.split(/^export\b/m) ?? [];
  const text = (language: keyof Localized) =>
    new RegExp(`\\b${language}:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(about)?.[1]?.replace(/\\(.)/g, "$1");
  const [en, ru] = [text("en"), text("ru")];
  return en !== undefined && ru !== undefined ? { en, ru } : undefined;
}
