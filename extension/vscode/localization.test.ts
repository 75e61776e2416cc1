import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { words as cliWords } from "../cli/words.ts";
import { words } from "./words.ts";

const root = join(import.meta.dirname, "..", "..");

function readJson(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}

function readSources(pattern: string): string {
  const files = globSync(pattern, { cwd: root }).filter((file) => !file.endsWith(".test.ts"));
  return files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
}

/** The texts of a catalogue by their keys; one with parameters is worded with the names of its places. */
function textsIn(catalogue: object, path = ""): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    if (typeof value === "string") return [[path + key, value]];
    if (typeof value === "function") return [[path + key, String(value("{0}", "{1}", "{2}"))]];
    return textsIn(value, `${path}${key}.`);
  });
}

const nls = { en: readJson("package.nls.json"), ru: readJson("package.nls.ru.json") };

test("package.json and its texts in both languages name the same keys", () => {
  const used = [...readFileSync(join(root, "package.json"), "utf8").matchAll(/"%([^%"]+)%"/g)];
  const keys = [...new Set(used.map(([, key]) => key))].sort();
  assert.deepEqual(Object.keys(nls.en).sort(), keys);
  assert.deepEqual(Object.keys(nls.ru).sort(), keys);
  for (const text of Object.values({ ...nls.en, ...nls.ru })) assert.notEqual(text.trim(), "");
});

test("every text of the editor and of the command line is in Russian too, with the same places to fill", () => {
  const places = (text = "") => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
  for (const catalogue of [words, cliWords]) {
    const russian = new Map(textsIn(catalogue.ru));
    const english = textsIn(catalogue.en);
    assert.ok(english.length > 10);
    for (const [key, text] of english) {
      assert.notEqual(text.trim(), "", key);
      assert.match(russian.get(key) ?? "", /[а-яё]/i, key);
      assert.deepEqual(places(russian.get(key)), places(text), key);
    }
  }
});

test("no text of the editor or of the command line stands in two places", () => {
  for (const language of ["en", "ru"] as const) {
    // A menu's short title may be the command's own.
    const ofPackage = Object.entries(nls[language]).filter(([key]) => !key.endsWith(".short"));
    const all = [...ofPackage, ...textsIn(words[language]), ...textsIn(cliWords[language])];
    const named = Map.groupBy(all, ([, text]) => text.replace(/[.…]$/, "").toLowerCase());
    const twice = [...named.values()].filter(({ length }) => length > 1);
    const names = twice.map((same) => same.map(([key, text]) => `${key}: ${text}`));
    // The extension's name is the same everywhere.
    assert.deepEqual(
      names.filter(([first]) => first !== "displayName: Surge Lab"),
      [],
    );
  }
});

test("what the lab words itself is in its catalogues, not in VS Code's bundles", () => {
  assert.doesNotMatch(readSources("extension/**/*.ts"), /\bl10n\.t\(/);
});

test("a command that a text names has that title", () => {
  const sources = {
    en: readSources("extension/**/{errors,words}*.en.ts"),
    ru: readSources("extension/**/{errors,words}*.ru.ts"),
  };
  for (const language of ["en", "ru"] as const) {
    const titles = Object.entries(nls[language]).flatMap(([key, title]) =>
      key.startsWith("command.") ? [title] : [],
    );
    const named = [...sources[language].matchAll(/[“«]Surge Lab: ([^”»]+)[”»]/g)].map(([, title]) => title);
    assert.ok(named.length > 0);
    for (const title of named) assert.ok(title && titles.includes(title), title);
  }
});

test("every contributed command has a handler, and every handler is contributed", () => {
  const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const contributed = contributes.commands.map(({ command }: { command: string }) => command);
  const handled = [...readSources("extension/vscode/**/*.ts").matchAll(/registerCommand\("(\w+)"/g)].map(
    ([, name]) => `surgeLab.${name}`,
  );
  assert.deepEqual(handled.sort(), contributed.sort());
});

test("before a lab is open, the palette lists Open Lab first", () => {
  const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const later = new Set(contributes.menus.commandPalette.map(({ command }: { command: string }) => command));
  for (const texts of Object.values(nls)) {
    const titles: string[] = contributes.commands
      .filter(({ command }: { command: string }) => !later.has(command))
      .map(({ title }: { title: string }) => texts[title.replaceAll("%", "")]);
    // VS Code sorts by title where no command has been used yet.
    assert.deepEqual(titles.sort(), [texts["command.openLab"], texts["command.openWalkthrough"]]);
  }
});
