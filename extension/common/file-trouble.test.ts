import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileTrouble } from "./file-trouble.ts";

const trouble = (path: string) =>
  readFile(path).then(
    () => assert.fail("it could be read"),
    (error) => fileTrouble(error),
  );

test("what the file system complains about is said in both languages, with its code", async () => {
  assert.deepEqual(await trouble(join(import.meta.dirname, "nothing")), {
    en: "there is no such file or folder (ENOENT)",
    ru: "такого файла или папки нет (ENOENT)",
  });
  assert.match((await trouble(import.meta.dirname)).ru, /^это папка \(EISDIR\)$/);
});

test("anything else keeps its own words", () => {
  assert.equal(fileTrouble(new Error("it broke")).ru, "it broke");
  assert.equal(fileTrouble("odd").en, "odd");
});
