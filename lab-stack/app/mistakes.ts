import { readFile } from "node:fs/promises";

/** Why a file cannot run, and where; lines and columns count from 1. */
export interface Mistake {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a file that could not be imported. Where the error names no place in it, it is the first line. */
export async function mistakeIn(error: unknown, url: URL): Promise<Mistake> {
  const stack = error instanceof Error ? (error.stack ?? "") : String(error);
  const message = error instanceof Error ? messageOf(error) : String(error);
  return { message, ...(placeIn(stack, url) ?? (await importOf(message, url))) };
}

/** The first place in this file that a stack trace names. */
export function placeIn(stack: string, url: URL): Pick<Mistake, "line" | "column"> | undefined {
  const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  const names = [name, decodeURIComponent(name)].map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const place = new RegExp(
    `[/\\\\]strategies[/\\\\](?:${names.join("|")})(?:\\?[^:\\s]*)?:(\\d+)(?::(\\d+))?`,
  );
  const [found, line, column] = place.exec(stack) ?? [];
  if (found === undefined) return undefined;
  return { line: Number(line), column: Number(column ?? markedColumn(stack)) };
}

/** Node puts `^` under the place in a copy of the line. */
function markedColumn(stack: string): number {
  const mark = stack.split("\n").find((line) => /^\s*\^+\s*$/.test(line));
  return mark === undefined ? 1 : mark.indexOf("^") + 1;
}

/** Node names the module that it cannot find, not the line that asks for it. */
async function importOf(message: string, url: URL): Promise<Pick<Mistake, "line" | "column">> {
  const [, missing = ""] = /^Cannot find (?:package|module) '([^']+)'/.exec(message) ?? [];
  const asked = missing.replaceAll("\\", "/").split("/").at(-1) ?? "";
  const lines = asked === "" ? [] : (await readFile(url, "utf8").catch(() => "")).split("\n");
  const at = lines.findIndex((line) => /\b(?:import|from)\b/.test(line) && line.includes(asked));
  return at === -1 ? { line: 1, column: 1 } : { line: at + 1, column: (lines[at]?.indexOf(asked) ?? 0) + 1 };
}

function messageOf(error: Error): string {
  return error.message.replace(/ imported from .*/s, "").split("\n", 1)[0] ?? "";
}
