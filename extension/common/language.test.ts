import assert from "node:assert/strict";
import { test } from "node:test";
import { formatNumber, languageOf, plural } from "./language.ts";

test("numbers are grouped as the language does it", () => {
  assert.equal(formatNumber(1000, "en"), "1,000");
  assert.equal(formatNumber(1000, "ru"), "1\u00a0000");
  assert.equal(formatNumber(0.25, "ru"), "0,3");
});

test("Russian has three plural forms", () => {
  const hits = (n: number) => plural(n, "ru", "запрос", "запроса", "запросов");
  assert.deepEqual([1, 2, 5, 11, 21, 104, 1000].map(hits), [
    "запрос",
    "запроса",
    "запросов",
    "запросов",
    "запрос",
    "запроса",
    "запросов",
  ]);
  assert.equal(plural(1, "en", "hit", "hits"), "hit");
  assert.equal(plural(0, "en", "hit", "hits"), "hits");
});

test("the language follows the locale", () => {
  assert.equal(languageOf("ru_RU.UTF-8"), "ru");
  assert.equal(languageOf("C.UTF-8"), "en");
  assert.equal(languageOf(undefined), "en");
});
