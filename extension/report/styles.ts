import { readFile } from "node:fs/promises";
import path from "node:path";

/** The style sheet of a report's page, as the build bundles it: the notebook's drawing and the page around it. */
export async function readStyles(distFolder: string): Promise<string> {
  const styles = await readFile(path.join(distFolder, "report.css"), "utf8");
  // The same on every machine, however it was checked out.
  return styles.replaceAll("\r\n", "\n");
}
