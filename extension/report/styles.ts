import { readFile } from "node:fs/promises";
import path from "node:path";

/** The notebook's own look, in the order of `renderer/styles.ts`. */
const ofTheNotebook = [
  "theme",
  "layout",
  "verdict",
  "ledger",
  "fills",
  "legend",
  "chart",
  "panels",
  "gauge",
  "text",
  "source",
  "table",
  "unfold",
  "steady",
  "contrast",
  "choice",
];

/** The notebook's own look, and what a page of its own needs beside it. @param mediaFolder `media` of the extension */
export async function readStyles(mediaFolder: string): Promise<string> {
  const sheets = [...ofTheNotebook.map((name) => `renderer/${name}.css`), "report.css"];
  const texts = await Promise.all(sheets.map((name) => readFile(path.join(mediaFolder, name), "utf8")));
  return texts.join("").replaceAll("\r\n", "\n");
}
