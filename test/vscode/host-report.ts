import { readFile } from "node:fs/promises";

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
