import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { access, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { readStrategies } from "../../extension/actions/strategies/strategy-files.ts";
import { languages } from "../../extension/common/language.ts";
import { appNames } from "../../extension/stack/stack.ts";

const root = join(import.meta.dirname, "../..");
const read = (page: string) => readFile(join(root, page), "utf8");
const readme = { en: "README.md", ru: "README.ru.md" };
const docs = (await readdir(join(root, "docs"))).map((name) => `docs/${name}`);

for (const language of languages) {
  for (const app of appNames) {
    test(`docs/strategies lists every strategy of ${app} in the words of its file (${language})`, async () => {
      const page = await read(language === "en" ? "docs/strategies.md" : `docs/strategies.${language}.md`);
      const strategies = await readStrategies(join(root, "lab-stack"), app);
      const rows = strategies.map(({ name, about }) => `| \`${name}\` | ${about?.[language]} |`);
      assert.ok(
        page.includes(`|---|---|\n${rows.join("\n")}\n\n`),
        `These rows in this order:\n${rows.join("\n")}`,
      );
    });
  }
}

test("every page has a Russian and an English side with the same headings, tables and code", async () => {
  const english = [readme.en, ...docs.filter((page) => !page.endsWith(".ru.md"))];
  assert.equal(docs.length, 2 * (english.length - 1));
  for (const page of english) {
    const [en, ru] = await Promise.all([read(page), read(page.replace(/\.md$/, ".ru.md"))]);
    assert.deepEqual(outline(ru), outline(en), page);
  }
});

/** What a translation keeps: the kind of each line that is not plain prose. */
function outline(page: string): string[] {
  return page.split("\n").flatMap((line) => /^(#+|\||- | {4}|<\w+)/.exec(line)?.[1] ?? []);
}

test("the steps and notebooks that the pages for teachers name are there", async () => {
  const names = (await readdir(join(root, "notebooks"))).map((name) => name.replace(/\.\w+\.lab\.md$/, ""));
  const notebooks = globSync(join(root, "notebooks/*.lab.md")).map((file) => readFileSync(file, "utf8"));
  const steps = notebooks.flatMap((text) =>
    [...text.matchAll(/^```\w+ lab (\S+)$/gm)].map(([, step]) => step),
  );
  for (const page of docs.filter((page) => page.includes("teaching"))) {
    const named = [...(await read(page)).matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name]) => name ?? "");
    assert.ok(named.length > 20, page);
    for (const name of named) assert.ok(steps.includes(name) || names.includes(name), `${page}: ${name}`);
  }
});

test("the README can be read in a minute", async () => {
  for (const page of Object.values(readme)) {
    const lines = (await read(page)).split("\n");
    assert.ok(lines.length < 120, `${page}: ${lines.length} lines`);
    assert.match(lines.slice(1, 5).join("\n"), /^ {4}npm start .*\n {4}npm test /m);
  }
});

test("every link of the pages leads to a file", async () => {
  for (const page of [...Object.values(readme), "CONTRIBUTING.md", ...docs]) {
    const links = [...(await read(page)).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link ?? "",
    );
    for (const link of links) {
      if (!/^https?:/.test(link)) await access(join(root, dirname(page), link));
    }
  }
});

test("the READMEs show each of their pictures, in both languages and both colour schemes, and none is heavy", async () => {
  const text = (await Promise.all(Object.values(readme).map(read))).join("\n");
  const folder = join(root, "media/readme");
  const shown = [...text.matchAll(/(?:src|srcset)="media\/readme\/([\w.-]+)"/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(shown)].sort(), (await readdir(folder)).sort());
  for (const language of languages) {
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
  const images = [...text.matchAll(/<img [^>]*>/g)].map(([image]) => image);
  assert.ok(images.length >= 4);
  for (const image of images) assert.match(image, / alt="[^"]{20,}"/);
});
