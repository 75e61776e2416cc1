import { readFile } from "node:fs/promises";
import path from "node:path";

/** The notebook's own look, and what a page of its own needs beside it. @param mediaFolder `media` of the extension */
export async function readStyles(mediaFolder: string): Promise<string> {
  const sheets = ["renderer.css", "report.css"].map((name) => readFile(path.join(mediaFolder, name), "utf8"));
  return (await Promise.all(sheets)).join("").replaceAll("\r\n", "\n");
}
