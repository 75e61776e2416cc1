import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { History } from "../../extension/actions/check/checker/event.ts";
import { Student } from "../../extension/actions/check/checker/student.ts";
import { endOf, until } from "../support/servers.ts";
import { descendantsOf, distFolder, isAlive, root } from "../support/stack.ts";

const history: History = [
  { what: "sent", client: "a", id: "a1" },
  { what: "acknowledged", id: "a1" },
  { what: "read-counter", stored: 0, pending: 0 },
];

const begin = (source: string, signal = new AbortController().signal) =>
  Student.begin({ label: "checker/check.ts", source, distFolder }, signal);

async function answer(source: string) {
  await using student = await begin(source);
  return await student.ask(history);
}

describe("the process of a student's check", () => {
  test("says what the check says, and Node keeps it from files and programs", async () => {
    await using student = await begin(
      "export const check = (history: readonly unknown[]): string | undefined => history.length > 2 ? 'wrong' : undefined;\n",
    );
    assert.equal(student.isolated, true);
    assert.deepEqual(await student.ask(history), { says: "wrong", reason: "wrong" });
    assert.deepEqual(await student.ask(history.slice(1)), { says: "right" });
  });

  test("imports nothing, neither the answers nor a way to them", async () => {
    for (const module of ["node:fs", "node:child_process", "node:net", "../../dist/cli.js", "./history.ts"])
      for (const source of [
        `import * as it from "${module}";\nexport const check = () => String(it);\n`,
        `const it = await import("${module}");\nexport const check = () => String(it);\n`,
      ])
        await assert.rejects(begin(source), { code: "check-imports" }, source);
    const globals = "[typeof process, typeof fetch, typeof WebSocket, typeof EventSource, typeof require]";
    assert.deepEqual(await answer(`export const check = () => String(${globals});\n`), {
      says: "wrong",
      reason: Array(5).fill("undefined").join(),
    });
  });

  test("names an exception by its line, and what is no answer by its type", async () => {
    const thrown = await answer("export const check = (history: any) =>\n  history.first.what;\n");
    assert.ok(thrown.says === "threw");
    assert.match(thrown.message, /^TypeError: .*what.* \(check\.ts:2\)$/);
    for (const [value, type] of [
      ["true", "boolean"],
      ["null", "null"],
      ["[]", "Array"],
      ["Promise.resolve()", "Promise"],
    ])
      assert.deepEqual(await answer(`export const check = () => ${value};\n`), { says: "returned", type });
  });

  test("ends with too little memory, and begins anew for the next history", async () => {
    await using student = await begin(`export const check = (history: readonly unknown[]) => {
      if (history.length < 3) return undefined;
      for (const all = [];;) all.push(new Array(1000).fill(Math.random()));
    };\n`);
    assert.equal((await student.ask(history)).says, "ended");
    assert.deepEqual(await student.ask(history.slice(1)), { says: "right" });
  });

  test("an endless loop ends after a while, and at once with the cell", async () => {
    const endless = "export const check = () => { for (;;); };\n";
    assert.deepEqual(await answer(endless), { says: "hangs", seconds: 5 });
    const cell = new AbortController();
    await using student = await begin(endless, cell.signal);
    const asked = student.ask(history);
    cell.abort();
    await assert.rejects(asked, { name: "AbortError" });
  });

  test("does not outlive the lab, even in an endless loop", {
    skip: process.platform === "win32",
  }, async () => {
    const lab = spawn(process.execPath, [join(root, "test/support/ask-a-check.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert.ok(lab.pid !== undefined);
    await once(lab.stdout, "data");
    const below = await descendantsOf(lab.pid);
    assert.equal(below.length, 1);
    await endOf(lab, "SIGKILL");
    await until("the check's process is gone", async () => !(await isAlive(below[0] ?? 0)));
  });

  test("says at which line a file is no TypeScript, or throws when it is loaded", async () => {
    for (const source of ["\nexport const check = (: History) => undefined;\n", "\nthrow new Error('no');\n"])
      await assert.rejects(begin(source), { code: "check-mistake", message: /^checker\/check\.ts:2: / });
    await assert.rejects(begin("export const chek = () => undefined;\n"), { code: "check-missing" });
  });
});
