import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { TestContext } from "node:test";

/** Mocha's JSON report, as far as it is looked at. */
export interface HostReport {
  readonly tests: readonly HostTest[];
  /** Hooks that failed are here and not among the tests. */
  readonly failures: readonly HostTest[];
}

export interface HostTest {
  readonly fullTitle: string;
  readonly duration?: number;
  /** Empty when the test did not fail. */
  readonly err: { readonly message?: string; readonly stack?: string };
}

export interface HostRun {
  /** Undefined when the suite never got as far as a report. */
  readonly report: HostReport | undefined;
  readonly exitCode: number;
  readonly log: string;
}

export async function readReport(file: string): Promise<HostReport | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  // Mocha writes it.
  return text === undefined ? undefined : (JSON.parse(text) as HostReport);
}

/** Each of them is a test here, with its own result. Times that they have measured are printed. */
export async function reportTests(t: TestContext, { report, exitCode, log }: HostRun): Promise<void> {
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
}

function passed({ err }: HostTest): boolean {
  return err.message === undefined && err.stack === undefined;
}
