import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { explain } from "../../extension/common/lab-error.ts";
import type { Language } from "../../extension/common/language.ts";
import { refusedBy } from "../../extension/stack/engines/attach/refusals.ts";

const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
/** As Node throws them; none of their own words helps a person. */
const raw = [
  new DOMException("The operation was aborted due to timeout", "TimeoutError"),
  new TypeError("fetch failed", { cause: refused }),
  new TypeError("fetch failed", { cause: new AggregateError([refused, refused]) }),
  new AggregateError([refused, new DOMException("The operation was aborted due to timeout", "TimeoutError")]),
];
const unhelpful = /aborted due to timeout|fetch failed|AggregateError/;

function assertHelpful(text: string, language: Language): void {
  assert.doesNotMatch(text, unhelpful);
  const said = { en: /ECONNREFUSED|no answer in time/, ru: /ECONNREFUSED|нет ответа вовремя/ };
  assert.match(text, said[language]);
}

for (const error of raw) {
  const name = `${error.name}: ${error.message || "(nothing)"}${error.cause ? `, ${error.cause}` : ""}`;

  test(`what a person reads of “${name}” is what happened`, () => {
    for (const language of ["en", "ru"] as const) {
      assertHelpful(explain(error, language), language);
      for (const server of ["postgres", "redis", "kafka"] as const) {
        assertHelpful(refusedBy(server, "db.example.org", error).what[language], language);
      }
    }
  });
}

test("no catalogue quotes an error in words of its own", async () => {
  const quoting: string[] = [];
  for await (const file of glob("extension/**/errors.{en,ru}.ts")) {
    const language = path.basename(file).split(".")[1] === "ru" ? "ru" : "en";
    const catalogue: Record<string, unknown> = (await import(path.resolve(file)))[language];
    for (const [code, entry] of Object.entries(catalogue)) {
      // The errors that such an entry takes have one of these names.
      if (typeof entry !== "function" || !/\b(cause|error)\b/.test(String(entry))) continue;
      for (const error of raw) {
        const { what } = entry(
          new Proxy({}, { get: (_, key) => (/cause|error/.test(String(key)) ? error : "x") }),
        );
        assertHelpful(what, language);
      }
      quoting.push(code);
    }
  }
  for (const code of ["stack-gone", "stack-died", "storage-not-writable", "notebook-unreadable"]) {
    assert.ok(quoting.includes(code), `${code} is not among ${quoting.join(", ")}`);
  }
});

test("no request of the lab is made by fetch, which hides what went wrong", async () => {
  for await (const file of glob("extension/**/*.ts")) {
    if (file.endsWith(".test.ts")) continue;
    assert.doesNotMatch(await readFile(file, "utf8"), /(?<![.\w#])fetch\((?!\):)/, file);
  }
});
