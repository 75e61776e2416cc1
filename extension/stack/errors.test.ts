import assert from "node:assert/strict";
import { test } from "node:test";
import { serverDidNotStart } from "./errors.ts";

const app = "/home/студент/my lab/lab-stack/app";
const mistake = (...log: string[]) => serverDidNotStart("app", "exit code 1", log, app);

test("a mistake in the app is told with its file and line, however Node prints it", () => {
  const place = "lab-stack/app/strategies/naive.ts:12";
  const url = "file:///home/%D1%81%D1%82%D1%83%D0%B4%D0%B5%D0%BD%D1%82/my%20lab/lab-stack/app";
  for (const log of [
    [`${app}/strategies/naive.ts:12:7: Expected ident`, "  const = 1;"],
    [`${url}/strategies/naive.ts:12`, "const = 1;", "      ^", "", "SyntaxError: Unexpected token '='"],
    [
      "node:internal/process/promises:394",
      "ReferenceError: oops is not defined",
      `    at ${url}/strategies/naive.ts:12:3`,
    ],
    [
      "TypeError: x is not a function",
      `    at f (${url}/node_modules/pg/lib/index.js:1:1)`,
      `    at f (${url}/strategies/naive.ts:12:3)`,
    ],
  ]) {
    const error = mistake(...log);
    assert.equal(error.code, "app-mistake", log.join("\n"));
    assert.ok(error.what.en.includes(`${place}: `) && error.what.ru.includes(`${place}: `), error.what.en);
  }
});

test("other failures keep the last words and say what to do", () => {
  for (const [line, remedy] of [
    ["FATAL: could not write file: No space left on device", /disk is full/],
    ["initdb: error while loading shared libraries: libicuuc.so.60", /library .* missing/],
    ['could not create directory "data": Read-only file system', /TMPDIR/],
    ["Warning: Could not create server TCP listening socket: bind: Address already in use", /ports/],
    ["database files are incompatible with server", /different PostgreSQL versions/],
    ["something else", /Correct what it complains about/],
  ] as const) {
    const error = serverDidNotStart("postgres", "exit code 1", [line]);
    assert.match(error.remedy.en, remedy);
    assert.ok(error.what.en.includes(line) && error.what.ru.includes(line));
  }
});
