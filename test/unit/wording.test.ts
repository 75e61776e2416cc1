import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Phrases that a technical editor struck out; each stands for its kind. */
const struck = [
  /narrow place|what one hears|for nothing|for want of|(put|left) (it|them) there|are nowhere|(may|might) be away/i,
  /patience|be borne|late by as long as|whoever|nobody (can|has)|told (yes|no)\b|"Again"|stays open/i,
  /сдержанн|сохран[её]н ровно|«да» впустую|Учёт не закрыт|К каждой аварии|довольно ли|за фиксацию|Честная проверка/,
  /лекарство|повторяемым|есть на прежние ответ|не сделает вас|держа в руках|Отказ получили (1|\$)/i,
  /Чем платят за то, чего нет|пропускает идентификатор|терпени/i,
];

/** What no run shows: a bare counter gives a bound, only some rows are measured, no step has an empty handler. */
const unshown = [
  /every hit (is|was) accounted for(?! by name)|accounts for every|учт[её]н каждый|отчитывается за каждый/i,
  /same (five )?trials|тех же испытаниях|empty handler|ratios shrink|сжимаются/i,
];

/** Every text that a person reads. Of the strategies only what they say of themselves. */
const texts = [
  ...globSync("extension/**/*.{en,ru}.ts"),
  ...globSync("extension/**/{words,errors,values,parameters}.ts"),
  ...globSync(["notebooks/*.md", "docs/*.md", "*.md", "package.nls*.json"]),
  ...globSync("lab-stack/{app,fastapi}/strategies/*.{ts,py}"),
].map((file) => {
  const text = readFileSync(file, "utf8");
  return { file, text: file.startsWith("lab-stack") ? aboutIn(text) : text };
});

function aboutIn(source: string): string {
  return [...source.matchAll(/^\s+"?(?:en|ru)"?: (".*"),$/gm)].map(([, text]) => text).join("\n");
}

/** The places of such phrases. */
function found(phrases: readonly RegExp[]): string[] {
  return texts.flatMap(({ file, text }) =>
    phrases.flatMap((phrase) => {
      const words = phrase.exec(text)?.[0];
      return words === undefined ? [] : [`${file}: ${words}`];
    }),
  );
}

test("every text is read", () => {
  const folders = [
    "actions",
    "load",
    "stack",
    "vscode",
    "cli",
    "report",
    "document",
    "inspection",
    "drawing",
  ];
  for (const place of [
    ...folders.map((folder) => `extension/${folder}/`),
    ...["notebooks/", "docs/", "README.ru.md", "CHANGELOG.md", "package.nls.ru.json"],
    ...["lab-stack/app/", "lab-stack/fastapi/"],
  ]) {
    const of = texts.filter(({ file }) => file.replaceAll("\\", "/").startsWith(place));
    assert.ok(of.length > 0, place);
  }
  const abouts = texts.filter(({ file, text }) => file.startsWith("lab-stack") && text !== "");
  assert.ok(abouts.length > 20, `${abouts.length} strategies say what they are`);
});

test("no text has a phrase that an editor struck out", () => {
  assert.deepEqual(found(struck), []);
});

test("no number is grouped with a space at which a line may break", () => {
  assert.deepEqual(found([/(?<![\d.,:])\d{1,3} \d{3}(?!\d)/]), []);
});

test("no text says what no run shows", () => {
  assert.deepEqual(found(unshown), []);
});
