import assert from "node:assert/strict";
import { test } from "node:test";
import { notebookLanguage } from "./notebook-language.ts";

test("the file's name tells the language", () => {
  assert.equal(notebookLanguage("/a/surge.ru.lab.md"), "ru");
  assert.equal(notebookLanguage("surge.EN.lab.md"), "en");
  assert.equal(notebookLanguage("mine.lab.md"), undefined);
  assert.equal(notebookLanguage("surge.xx.lab.md"), undefined);
  assert.equal(notebookLanguage(undefined), undefined);
});
