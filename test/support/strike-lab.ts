import { execFile } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { promisify } from "node:util";
import type { Expect, Outcome } from "./faults.ts";
import { root } from "./stack.ts";

interface Strike {
  /** Words in front of its command line. */
  readonly before: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Those of struck-lab.ts. */
  readonly words: readonly string[];
  readonly expect: Expect;
}

/** A lab in a process of its own that something befalls while a load runs. @returns what it told */
export async function inOwnProcess(
  t: Pick<TestContext, "diagnostic">,
  { before, env, words, expect }: Strike,
): Promise<string> {
  const script = join(root, "test/support/struck-lab.ts");
  const [program = "", ...rest] = [...before, process.execPath, script, ...words];
  const { stdout, stderr } = await promisify(execFile)(program, rest, { env: { ...process.env, ...env } });
  t.diagnostic(stderr.trim());
  const outcome: Outcome = JSON.parse(stdout);
  expect(outcome);
  return stderr;
}
