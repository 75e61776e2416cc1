import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { stackError } from "../../errors.ts";

/** The servers' command lines from compose.yaml, so that both engines run them with the same settings. */
interface ComposeSettings {
  /** The words after `postgres`. */
  readonly postgres: readonly string[];
  /** The words after `redis-server`. */
  readonly redis: readonly string[];
}

/** @throws LabError `compose-file` when the file cannot be read or has no such lists of words */
export async function readComposeSettings(
  stackFolder: string,
  variables: Readonly<Record<string, string>>,
): Promise<ComposeSettings> {
  const { file, document } = await readDocument(stackFolder);
  const words = (service: string) => {
    const command = valueAt(document, ["services", service, "command"]);
    if (!Array.isArray(command) || command.length === 0) {
      throw stackError("compose-file", {
        file,
        reason: `services.${service}.command is not a list of words.`,
      });
    }
    return command.slice(1).map((word) => interpolate(String(word), variables));
  };
  return { postgres: words("postgres"), redis: words("redis") };
}

/**
 * The settings of PgBouncer, which its image takes in capitals from its environment; those that begin with DB_ say
 * where PostgreSQL is. @throws LabError `compose-file`
 */
export async function readPgbouncerSettings(stackFolder: string): Promise<Record<string, string>> {
  const { file, document } = await readDocument(stackFolder);
  const environment = valueAt(document, ["services", "pgbouncer", "environment"]);
  if (typeof environment !== "object" || environment === null) {
    throw stackError("compose-file", {
      file,
      reason: "services.pgbouncer.environment does not list settings.",
    });
  }
  const settings = Object.entries(environment).filter(([name]) => !name.startsWith("DB_"));
  return Object.fromEntries(
    settings.map(([name, value]) => [name.toLowerCase(), interpolate(String(value), {})]),
  );
}

async function readDocument(stackFolder: string): Promise<{ file: string; document: unknown }> {
  const file = join(stackFolder, "compose.yaml");
  try {
    return { file, document: parse(await readFile(file, "utf8")) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw stackError("compose-file", { file, reason });
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Object.entries(here).find(([name]) => name === key)?.[1];
  }
  return here;
}

/** `${NAME}`, `${NAME:-default}`, `${NAME-default}` and `${NAME:?message}` as Compose reads them; `$$` is a dollar. */
export function interpolate(word: string, variables: Readonly<Record<string, string>>): string {
  return word.replace(
    /\$\$|\$\{(\w+)(?::?-([^}]*)|:?\?[^}]*)?\}/g,
    (found: string, name: string | undefined, fallback: string | undefined) =>
      name === undefined || found === "$$" ? "$" : (variables[name] ?? fallback ?? ""),
  );
}
