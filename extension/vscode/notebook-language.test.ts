import assert from "node:assert/strict";
import { test } from "node:test";
import { notebookLanguage } from "./notebook-language.ts";

test("the notebook's name decides, else the display language", () => {
  assert.equal(notebookLanguage("/x/surge.ru.lab.md", "en"), "ru");
  assert.equal(notebookLanguage("/x/SURGE.EN.LAB.MD", "ru"), "en");
  assert.equal(notebookLanguage("/x/surge.lab.md", "ru-RU"), "ru");
  assert.equal(notebookLanguage("/x/surge.de.lab.md", "de"), "en");
  assert.equal(notebookLanguage("/x.ru.lab.md/notes.lab.md", "en"), "en");
});
