import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { languages } from "../common/language.ts";
import { failureCode, failureTitle } from "./failure-codes.ts";
import { en } from "./words.en.ts";

test("every known code has a sentence in every language", () => {
  for (const code of Object.keys(en.codes)) {
    const { about } = failureCode(code);
    for (const language of languages)
      assert.match(about[language], /^[\p{Lu}].{20,}[.?]$/u, `${code}, ${language}`);
    assert.match(about.ru, /[а-яё]{4}/i, code);
    assert.doesNotMatch(about.en, /[а-яё]/i, code);
  }
});

test("every cause that the app names is known", async () => {
  const sources = await Promise.all(
    ["refusal.ts", "app.ts", "running.ts", "counter-rows.ts"].map((file) =>
      readFile(new URL(`../../lab-stack/app/${file}`, import.meta.url), "utf8"),
    ),
  );
  const named = [
    ...sources.join().matchAll(/code: "([^"]+)"/g),
    ...sources.join().matchAll(/new Rejection\(\s*4?\d\d,\s*"([^"]+)"/g),
  ];
  const codes = named.flatMap(([, code]) => (code && code !== "no-process" ? [code] : []));
  assert.ok(codes.includes("pool-timeout") && codes.includes("unknown-strategy"));
  for (const code of codes) assert.ok(Object.hasOwn(en.codes, code), code);
});

test("so is every cause that the app in Python names", async () => {
  const sources = await Promise.all(
    ["refusal.py", "app.py", "running.py", "counter_rows.py"].map((file) =>
      readFile(new URL(`../../lab-stack/fastapi/${file}`, import.meta.url), "utf8"),
    ),
  );
  const codes = [...sources.join().matchAll(/Refusal\("([^"]+)"/g)].map(([, code = ""]) => code);
  assert.ok(codes.includes("pool-timeout") && codes.includes("unknown-strategy"));
  for (const code of codes.filter((code) => code !== "no-process")) {
    assert.ok(Object.hasOwn(en.codes, code), code);
  }
});

test("an unknown code gets the sentence of its family, and any code gets one", () => {
  assert.match(failureCode("08P01").about.en, /connection/);
  assert.match(failureCode("http-418").about.en, /refused/);
  assert.match(failureCode("http-502").about.ru, /не справилось/);
  assert.match(failureCode("COORDINATOR_LOAD_IN_PROGRESS").about.en, /Kafka/);
  for (const code of ["", "constructor", "__proto__", "EWHATEVER"])
    assert.ok(failureCode(code).about.en, code);
});

test("an answer that is not HTTP leaves it in doubt whether the hit was counted", () => {
  assert.match(failureCode("HPE_INVALID_CONSTANT").about.en, /not valid HTTP/);
  assert.ok(failureCode("HPE_INVALID_CONSTANT").inDoubt);
});

test("a code is named with PostgreSQL's own name for it", () => {
  assert.equal(failureTitle("53300"), "53300 too_many_connections");
  assert.equal(failureTitle("no-answer"), "no-answer");
});
