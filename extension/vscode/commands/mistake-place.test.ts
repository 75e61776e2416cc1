import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { appMistakeIn } from "../../stack/app-mistakes.ts";
import { editorError } from "../errors.ts";
import { mistakePlace } from "./mistake-place.ts";

const stackFolder = join("/labs", "my lab", "lab-stack");
const app = { name: "app", path: join(stackFolder, "app") };

test("a syntax error in a strategy leads to its file and line, in the student's folder", () => {
  const log = [`${join(app.path, "strategies", "my own.ts")}:12`, "SyntaxError: Unexpected token '}'"];
  assert.deepEqual(mistakePlace(appMistakeIn(log, app), stackFolder), {
    file: join(app.path, "strategies", "my own.ts"),
    line: 12,
  });
});

test("a complaint without a line leads to its file", () => {
  const log = ["Error: strategies/twice.ts must export hit(id)"];
  assert.deepEqual(mistakePlace(appMistakeIn(log, app), stackFolder), {
    file: join(app.path, "strategies", "twice.ts"),
    line: undefined,
  });
});

test("any other error has no file to open", () => {
  assert.equal(mistakePlace(editorError("untrusted"), stackFolder), undefined);
  assert.equal(mistakePlace(new Error("lab-stack/app/server.ts:1: no"), stackFolder), undefined);
});
