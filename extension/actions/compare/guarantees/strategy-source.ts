import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { apps } from "../../../stack/apps.ts";
import { type AppName, brokerNames } from "../../../stack/stack.ts";
import { hasProcess, strategiesFolder } from "../../strategies/strategy-files.ts";
import { codeLines, strategyLines } from "./code-lines.ts";
import type { OperatedService, SourceFacts } from "./result.ts";

/**
 * Facts from the files of a strategy: its own, and those of its broker's client. They are read, never run.
 * Undefined when the file is gone.
 */
export async function readSource(
  stackFolder: string,
  app: AppName,
  strategy: string,
): Promise<SourceFacts | undefined> {
  const { extension } = apps[app];
  const folder = strategiesFolder(stackFolder, app);
  const own = path.join(folder, strategy + extension);
  const source = await readFile(own, "utf8").catch(() => undefined);
  if (source === undefined) return undefined;
  const code = codeLines(source).join("\n");
  const broker = brokerNames.find((name) => new RegExp(`^export const needs = "${name}"`, "m").test(code));
  const services: OperatedService[] = [
    "postgres",
    ...(/\bredis\.\w+\(/.test(code) ? ["redis" as const] : []),
  ];
  const shared = path.dirname(folder);
  const clients = broker === undefined ? [] : await clientFiles(shared, broker);
  const files = [own, ...clients.filter((file) => file.endsWith(extension))];
  return {
    files: await Promise.all(
      files.map(async (file) => ({
        file: path.relative(shared, file).replaceAll(path.sep, "/"),
        lines: (file === own ? strategyLines(source) : codeLines(await readFile(file, "utf8"))).length,
      })),
    ),
    services: broker === undefined ? services : [...services, broker],
    processes: hasProcess(source),
    hasFailpoints: /\bfailpoint\(/.test(code),
  };
}

/** `kafka.ts`, `kafka-client.ts`. */
async function clientFiles(folder: string, broker: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => new RegExp(`^${broker}[.-]`).test(file))
    .map((file) => path.join(folder, file));
}
