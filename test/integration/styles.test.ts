import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { readStyles } from "../../extension/report/styles.ts";

const root = path.join(import.meta.dirname, "../..");
const media = path.join(root, "media");

/** What `extension/renderer/styles.ts` has in the notebook. */
async function stylesOfTheRenderer(): Promise<unknown> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, "extension/renderer/styles.ts")],
    bundle: true,
    format: "esm",
    loader: { ".css": "text" },
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { styles }: { styles: unknown } = await import(`data:text/javascript;base64,${code}`);
  return styles;
}

test("the report looks as the notebook does: the same sheets in the same order, and its own after them", async () => {
  const own = await readFile(path.join(media, "report.css"), "utf8");
  assert.equal(`${await stylesOfTheRenderer()}${own}`, await readStyles(media));
});

test("every sheet is in use", async () => {
  const styles = await readStyles(media);
  const names = await readdir(path.join(media, "renderer"));
  assert.ok(names.length > 0);
  for (const name of names)
    assert.ok(styles.includes(await readFile(path.join(media, "renderer", name), "utf8")), name);
});
