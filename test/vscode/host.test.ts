// The host suite, wherever it can run; each of its tests is a test here, with its own result.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInDesktop } from "./desktop.ts";
import { runInCodeServer } from "./host-in-code-server.ts";
import type { HostTest } from "./host-report.ts";
import { packagedExtension } from "./rig.ts";

const desktop = process.env.VSCODE_PATH;

test(`the host suite in ${desktop ? "desktop VS Code" : "code-server"}`, async (t) => {
  const run = desktop ? runInDesktop(packagedExtension(), desktop) : runInCodeServer();
  const { report, exitCode, log } = await run;
  for (const line of log.split("\n")) if (/ \d+(\.\d+)? ms/.test(line)) console.log(line);
  const hooks = report?.failures.filter(({ fullTitle }) => / hook /.test(fullTitle)) ?? [];
  const tests = [...(report?.tests ?? []), ...hooks];
  await t.test("ran to its end", () => {
    assert(tests.length > 0, `it reported no test; the extension host said:\n${log}`);
    assert.equal(exitCode === 0, tests.every(passed), `it ended with ${exitCode}:\n${log}`);
  });
  for (const each of tests) {
    await t.test(`${each.fullTitle} (${each.duration ?? 0} ms)`, () => {
      if (!passed(each)) assert.fail(each.err.stack ?? each.err.message ?? "failed");
    });
  }
});

function passed({ err }: HostTest): boolean {
  return err.message === undefined && err.stack === undefined;
}
