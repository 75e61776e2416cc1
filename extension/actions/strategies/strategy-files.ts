import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Localized } from "../../common/language.ts";
import type { KnownStrategy } from "../../document/described-action.ts";
import { apps } from "../../stack/apps.ts";
import type { AppName } from "../../stack/stack.ts";

/** Where the strategies of an app are. */
export function strategiesFolder(stackFolder: string, app: AppName): string {
  return path.join(stackFolder, apps[app].folder, "strategies");
}

/** The names of the strategies in a folder, each being a file. @throws what the file system throws. */
export async function strategiesIn(folder: string, app: AppName): Promise<string[]> {
  const { extension } = apps[app];
  // Hidden files are not strategies, and neither are those that macOS puts beside each file ("._naive.ts").
  const files = (await readdir(folder)).filter((file) => file.endsWith(extension) && !/^[._]/.test(file));
  return files.map((file) => file.slice(0, -extension.length));
}

/** The strategies as their files describe them. They are read and never run: that is up to the app. */
export async function readStrategies(stackFolder: string, app: AppName): Promise<KnownStrategy[]> {
  const folder = strategiesFolder(stackFolder, app);
  const names = await strategiesIn(folder, app).catch(() => []);
  const reading = names.sort().map(async (name) => {
    const file = path.join(folder, name + apps[app].extension);
    const source = await readFile(file, "utf8").catch(() => "");
    return { name, about: aboutIn(source), processes: hasProcess(source) };
  });
  return Promise.all(reading);
}

/** True when it has something to process. */
export function hasProcess(source: string): boolean {
  return /^(?:export\s+)?(?:async\s+(?:function|def)|const)\s+process\b/m.test(source);
}

function aboutIn(source: string): Localized | undefined {
  const [about = ""] = source.split(/^(?:export\s+const\s+)?about\b/m)[1]?.split(/^}/m) ?? [];
  const text = (language: keyof Localized) =>
    new RegExp(`\\b${language}"?:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(about)?.[1]?.replace(/\\(.)/g, "$1");
  const [en, ru] = [text("en"), text("ru")];
  return en !== undefined && ru !== undefined ? { en, ru } : undefined;
}
