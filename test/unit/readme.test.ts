import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readStrategies } from "../../extension/actions/strategies/strategy-files.ts";

const root = join(import.meta.dirname, "../..");

for (const [language, app] of [
  ["en", "node"],
  ["ru", "node"],
  ["en", "fastapi"],
  ["ru", "fastapi"],
] as const) {
  test(`the README lists every strategy of ${app} in the words of its file (${language})`, async () => {
    const readme = await readFile(join(root, "README.md"), "utf8");
    const strategies = await readStrategies(join(root, "lab-stack"), app);
    const rows = strategies.map(({ name, about }) => `| \`${name}\` | ${about?.[language]} |`);
    assert.ok(
      readme.includes(`|---|---|\n${rows.join("\n")}\n\n`),
      `These rows in this order:\n${rows.join("\n")}`,
    );
  });
}

test("the README shows each of its pictures, in both languages and both colour schemes, and none is heavy", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const folder = join(root, "media/readme");
  const shown = [...readme.matchAll(/(?:src|srcset)="media\/readme\/([\w.-]+)"/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(shown)].sort(), (await readdir(folder)).sort());
  for (const language of ["en", "ru"]) {
    for (const name of [
      `notebook-${language}-light.png`,
      `notebook-${language}-dark.png`,
      `naive-load-${language}.gif`,
    ])
      assert.ok(shown.includes(name), name);
  }
  for (const name of new Set(shown)) {
    const { size } = await stat(join(folder, `${name}`));
    assert.ok(
      size > 5_000 && size < (name?.endsWith(".gif") ? 2_000_000 : 400_000),
      `${name}: ${size} bytes`,
    );
  }
  const images = [...readme.matchAll(/<img [^>]*>/g)].map(([image]) => image);
  assert.ok(images.length >= 4);
  for (const image of images) assert.match(image, / alt="[^"]{20,}"/);
});
