import assert from "node:assert/strict";
import { test } from "node:test";
import { serverDidNotStart } from "./start-trouble.ts";

const app = "/home/студент/my lab/lab-stack/app";
const mistake = (...log: string[]) =>
  serverDidNotStart("app", "exit code 1", log, { name: "app", path: app });

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

test("a strategy that never ends while it is loaded is told with its line, in Python too", () => {
  for (const [name, file] of [
    ["app", "mine.ts"],
    ["fastapi", "mine.py"],
  ] as const) {
    const busy = (place: string) =>
      serverDidNotStart(
        "app",
        "no answer in 10 s",
        ["Warning", `The app has not answered for 5 s: its one thread is busy in ${place}.`],
        { name, path: `/labs/lab-stack/${name}` },
      );
    const error = busy(`strategies/${file}:3`);
    assert.equal(error.code, "app-endless");
    for (const said of Object.values(error.what))
      assert.ok(said.includes(` lab-stack/${name}/strategies/${file}:3: `), said);
    assert.equal(busy("code that the app cannot name").code, "server-did-not-start");
  }
});

test("a complaint that names the file at fault itself is told with that file, not with where it was thrown", () => {
  const imported = mistake(
    "node:internal/modules/run_main:107",
    `Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'lodash' imported from ${app}/strategies/mine.ts`,
    "    at resolve (file:///lab/dist/app-loader.js:18794:51)",
  );
  assert.equal(
    imported.what.en,
    "The app did not start. lab-stack/app/strategies/mine.ts: Cannot find lodash.",
  );
  const moved = mistake(
    `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${app}/strategies/connections.ts' imported from ${app}/strategies/mine.ts`,
  );
  assert.match(moved.what.ru, /mine\.ts: Cannot find lab-stack\/app\/strategies\/connections\.ts\.$/);
});

test("so is a mistake in Python: the deepest place of the app's own, and what was wrong there", () => {
  const folder = "/home/студент/my lab/lab-stack/fastapi";
  const inPython = (...log: string[]) =>
    serverDidNotStart("app", "exit code 1", log, { name: "fastapi", path: folder });
  const syntax = inPython(
    "Traceback (most recent call last):",
    `  File "${folder}/server.py", line 14, in <module>`,
    "    from app import app, strategies",
    '  File "/usr/lib/python3.13/importlib/__init__.py", line 88, in import_module',
    `  File "${folder}/strategies/mine.py", line 7`,
    "    counter.value +",
    "                   ^",
    "SyntaxError: invalid syntax",
  );
  assert.equal(
    syntax.what.en,
    "The app did not start. lab-stack/fastapi/strategies/mine.py:7: SyntaxError: invalid syntax.",
  );
  const elsewhere = inPython("The app cannot start (ECONNREFUSED): Connect call failed");
  assert.equal(elsewhere.code, "server-did-not-start");
  assert.match(elsewhere.remedy.en, /lab-stack\/fastapi/);
});

test("the last words begin with the complaint, not in the middle of its stack trace", () => {
  const frames = Array.from({ length: 20 }, (_, n) => `    at f (file:///x.js:${n}:1)`);
  const error = serverDidNotStart("app", "exit code 1", ["Error: no luck today", ...frames]);
  assert.match(error.what.en, /words:\n {2}Error: no luck today\n/);
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
