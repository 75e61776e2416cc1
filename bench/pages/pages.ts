// The figures of the README and of docs/performance.md stand between marks, and are written from bench/results.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Language, languages } from "../../extension/common/language.ts";
import type { Results } from "../results.ts";
import { blocks } from "./blocks.ts";

const root = join(import.meta.dirname, "../..");
const marked = /(<!-- bench: ([\w-]+) -->\n)(?:[\s\S]*?\n)??(<!-- \/bench -->)/g;

export const pages = ["README", "docs/performance"].flatMap((page) =>
  languages.map((language) => ({ file: `${page}${language === "en" ? "" : `.${language}`}.md`, language })),
);

export function writePages(results: Results): void {
  for (const { file, language } of pages) {
    const path = join(root, file);
    writeFileSync(path, withFigures(readFileSync(path, "utf8"), results, language));
  }
}

/** The text with the figures of these results. */
export function withFigures(text: string, results: Results, language: Language): string {
  return text.replaceAll(marked, (_, begin: string, name: string, end: string) => {
    const block = blocks[name];
    if (!block) throw new Error(`The bench has no figures called "${name}".`);
    return `${begin}${block(results, language)}\n${end}`;
  });
}

/** The text that people wrote, without the measured figures. */
export function proseOf(text: string): string {
  return text.replaceAll(marked, "");
}
