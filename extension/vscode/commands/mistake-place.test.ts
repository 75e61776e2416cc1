import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { appMistakeIn } from "../../stack/app-mistakes.ts";
import { editorError } from "../errors.ts";
import { fileOfLab, mistakePlace } from "./mistake-place.ts";

const stackFolder = join("/labs", "my lab", "lab-stack");
const app = { name: "app", path: join(stackFolder, "app") };

test("a syntax error in a strategy leads to its file and line, in the student's folder", () => {
  const log = [`${join(app.path, "strategies", "my own.ts")}:12`, "SyntaxError: Unexpected token '}'"];
  assert.deepEqual(mistakePlace(appMistakeIn(log, app), stackFolder), {
    file: join(app.path, "strategies", "my own.ts"),
    line: 12,
  });
});

test("so does a strategy that never ends", () => {
  const log = ["The app has not answered for 5 s: its one thread is busy in strategies/my own.ts:3."];
  const file = join(app.path, "strategies", "my own.ts");
  assert.deepEqual(mistakePlace(appMistakeIn(log, app), stackFolder), { file, line: 3 });
});

test("a complaint without a line leads to its file", () => {
  const log = [`Error: Cannot find package 'lodash' imported from ${app.path}/strategies/twice.ts`];
  assert.deepEqual(mistakePlace(appMistakeIn(log, app), stackFolder), {
    file: join(app.path, "strategies", "twice.ts"),
    line: undefined,
  });
});

test("any other error has no file to open", () => {
  assert.equal(mistakePlace(editorError("untrusted"), stackFolder), undefined);
  assert.equal(mistakePlace(new Error("lab-stack/app/server.ts:1: no"), stackFolder), undefined);
});

test("an output opens files of the lab, and nothing else", () => {
  const of = (file: unknown) => fileOfLab("/home/ada/lab/lab-stack", file);
  assert.equal(of("lab-stack/app/strategies/naive.ts"), "/home/ada/lab/lab-stack/app/strategies/naive.ts");
  for (const file of [
    "../../.ssh/id_rsa",
    "/etc/passwd",
    "lab-stack/../../x",
    "lab-stack",
    "notes.md",
    7,
    undefined,
  ])
    assert.equal(of(file), undefined, String(file));
});
