import { readFile } from "node:fs/promises";
import path from "node:path";
import { projectFolder } from "./host-bundle.ts";

/** A lab with each kind of result once: steps of the real one, a load to watch, and two that fail. */
export async function viewsLab(language: "en" | "ru"): Promise<string> {
  const file = path.join(projectFolder, `notebooks/surge.${language}.lab.md`);
  const text = await readFile(file, "utf8");
  const own = (step: string) => {
    const fence = new RegExp(`^\`\`\`\\w+ lab ${step}\\n[\\s\\S]*?^\`\`\`$`, "m").exec(text)?.[0];
    if (fence === undefined) throw new Error(`${file} has no step ${step}.`);
    return fence;
  };
  const cells = [
    ...["start", "clean-slate", "show-naive", "naive-load", "inspect-naive"].map(own),
    ...["buffered-load", "pending-in-redis", "buffered-process", "counter-in-postgres"].map(own),
    cell("yaml", "live", "load: { strategy: batched, duration: 2, connections: 50, processEvery: 200 }"),
    ...["compare", "discuss-postgres"].map(own),
    cell("sql", "refused-sql", "SELECT value FROM countr;"),
    cell("yaml", "mistake", "lod: { strategy: naive }"),
  ];
  return `${cells.join("\n\n")}\n`;
}

function cell(language: string, step: string, code: string): string {
  return `\`\`\`${language} lab ${step}\n${code}\n\`\`\``;
}
