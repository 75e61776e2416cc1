import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "..", "..");

function readJson(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}

function readSources(): string {
  const files = globSync("extension/{extension.ts,vscode/**/*.ts}", { cwd: root });
  return files
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
}

const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();

test("package.json and its texts in both languages name the same keys", () => {
  const used = [...readFileSync(join(root, "package.json"), "utf8").matchAll(/"%([^%"]+)%"/g)];
  const keys = [...new Set(used.map(([, key]) => key))].sort();
  const [english, russian] = [readJson("package.nls.json"), readJson("package.nls.ru.json")];
  assert.deepEqual(Object.keys(english).sort(), keys);
  assert.deepEqual(Object.keys(russian).sort(), keys);
  for (const text of Object.values({ ...english, ...russian })) assert.notEqual(text.trim(), "");
});

test("every text of the editor's side is in Russian too, with the same places to fill", () => {
  const sources = readSources();
  const calls = sources.match(/\bl10n\.t\(/g)?.length ?? 0;
  const texts = [...sources.matchAll(/\bl10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map(([, text]) =>
    JSON.parse(text ?? "null"),
  );
  assert.ok(calls > 10);
  assert.equal(texts.length, calls, "l10n.t takes a plain string, so that it can be found");
  const russian = readJson("l10n/bundle.l10n.ru.json");
  assert.deepEqual(Object.keys(russian).sort(), [...new Set(texts)].sort());
  for (const [text, translation] of Object.entries(russian)) {
    assert.deepEqual(placeholders(translation), placeholders(text), text);
    assert.match(translation, /[а-яё]/i);
  }
});

test("every contributed command has a handler, and every handler is contributed", () => {
  const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const contributed = contributes.commands.map(({ command }: { command: string }) => command);
  const handled = [...readSources().matchAll(/registerCommand\("(\w+)"/g)].map(
    ([, name]) => `surgeLab.${name}`,
  );
  assert.deepEqual(handled.sort(), contributed.sort());
});
