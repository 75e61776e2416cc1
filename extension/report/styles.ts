import { readFile } from "node:fs/promises";
import path from "node:path";

/** The style sheet of a report's page, as the build bundles it: the notebook's drawing and the page around it. */
export function readStyles(distFolder: string): Promise<string> {
  return readFile(path.join(distFolder, "report.css"), "utf8");
}
