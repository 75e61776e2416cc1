import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { localizer } from "../../common/language.ts";
import { sha256 } from "../../common/sha256.ts";
import type { OwnApp } from "../../stack/own-app/contract.ts";
import { list, localized } from "../result-parts.ts";
import { ownApp } from "../start/own-app.ts";
import { filesIn, hashOf, isCode } from "../strategies/code-in-folder.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });
const because = (reason: (reasons: (typeof en)["notCarried"]["because"]) => string) =>
  say(({ notCarried }) => reason(notCarried.because));

/** Of the files in a result: a small app with its configuration, and no library. */
const most = { files: 200, bytes: 2 ** 19 };

/** Within the folder, and nowhere else on any system. A name may have line breaks in it. */
const pathInFolder = /^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\\:\0]+$/s;

/** An app that is not ours, as it was checked: a teacher starts it again from this. */
export const carriedApp = z.object({
  contract: ownApp,
  /** The text files of its folder, by their paths in it with forward slashes. Missing where they are too many. */
  files: list(z.object({ path: z.string().regex(pathInFolder), text: z.string() })).optional(),
  /** Why they are missing. */
  missing: localized.optional(),
});
export type CarriedApp = z.infer<typeof carriedApp>;
export type CarriedFile = NonNullable<CarriedApp["files"]>[number];

/** @param folder its absolute path */
export async function carry(own: OwnApp, folder: string): Promise<CarriedApp> {
  const contract = { ...own, folder: path.basename(folder) };
  // Of what is hidden only code counts: the rest is of tools, and may hold passwords.
  const names = await filesIn(folder, (name) => isCode(name) || !name.startsWith("."));
  if (!names) return { contract, missing: because(({ endless }) => endless(contract.folder)) };
  const files: CarriedFile[] = [];
  for (const name of names.sort()) {
    const text = textOf(await readFile(path.join(folder, name)));
    if (text !== undefined && pathInFolder.test(name)) files.push({ path: name, text });
    else if (isCode(name)) return { contract, missing: because(({ noText }) => noText(name)) };
  }
  const sizes = files.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text) }));
  const bytes = sizes.reduce((sum, one) => sum + one.bytes, 0);
  if (files.length <= most.files && bytes <= most.bytes) return { contract, files };
  const largest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const missing = because(({ tooMuch }) => tooMuch(contract.folder, files.length, bytes, largest.path, most));
  return { contract, missing };
}

/** The hash of the same files in their folder, as results name it. */
export function hashOfCarried(files: readonly CarriedFile[]): string {
  return hashOf(
    new Map(files.filter(({ path }) => isCode(path)).map(({ path, text }) => [path, sha256(text)])),
  );
}

/** Undefined for what is no text: pictures, what is compiled, data. A mark of the order of bytes stays. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
