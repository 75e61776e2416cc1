import * as z from "zod";
import { localized } from "../../actions/result-parts.ts";
import { explain, LabError } from "../../common/lab-error.ts";
import { inEachLanguage, type Localized } from "../../common/language.ts";
import type { Cell } from "../../document/document.ts";
import { type CellOutcome, statusOf } from "../json-report.ts";
import { ranShape } from "../report-shape.ts";

/** What happened and what to do about it, readable in any language. */
const problem = z.object({ code: z.string(), what: localized, remedy: localized });
type Problem = z.infer<typeof problem>;

/** What can be said of a result without looking into it, also where another version of the lab has kept it. */
const keptHead = z.object({
  format: z.literal("surge-lab-result"),
  version: z.int(),
  step: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  language: z.enum(["yaml", "sql", "redis"]),
  /** The cell's text that ran. */
  code: z.string(),
  /** The YAML of the comment behind the cell, where there was one. */
  expect: z.string().optional(),
  status: z.enum(["ok", "failed", "skipped"]),
});

const shape = z.object({
  ...keptHead.shape,
  version: z.literal(1),
  ...ranShape,
  error: problem.nullable(),
  missing: problem.nullable(),
});

export type KeptHead = z.infer<typeof keptHead>;
export type KeptFile = z.infer<typeof shape>;

/** The last result of a step, and when it was measured. */
export interface KeptResult {
  readonly outcome: CellOutcome;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

export function keptFile(step: string, { outcome, startedAt, endedAt }: KeptResult): KeptFile {
  const { cell, status } = outcome;
  const report = "report" in outcome ? outcome.report : undefined;
  return {
    format: "surge-lab-result",
    version: 1,
    step,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    language: cell.language,
    code: cell.code,
    ...(cell.expect && { expect: cell.expect.text }),
    status,
    predicted: report?.predicted ?? [],
    expected: report?.expected ?? [],
    ...(report?.why !== undefined && { why: report.why }),
    result: report?.result ?? null,
    error: "error" in outcome ? problemOf(outcome.error) : null,
    missing: "missing" in outcome && outcome.missing ? problemOf(outcome.missing) : null,
  };
}

/**
 * Anybody may have written the file, so nothing of it counts that does not have the right shape.
 * @throws ZodError
 */
export function readKeptFile(data: unknown): KeptResult & Pick<KeptHead, "step"> {
  const kept = shape.parse(data);
  return {
    step: kept.step,
    outcome: outcomeOf(kept),
    startedAt: new Date(kept.startedAt),
    endedAt: new Date(kept.endedAt),
  };
}

/** @throws ZodError */
export function readKeptHead(data: unknown): KeptHead {
  return keptHead.parse(data);
}

function outcomeOf({
  step,
  language,
  code,
  expect,
  result,
  predicted,
  expected,
  why,
  error,
  missing,
}: KeptFile): CellOutcome {
  const comment = expect === undefined ? undefined : { raw: "", text: expect, line: 0 };
  const cell: Cell = { kind: "cell", raw: code, language, step, code, expect: comment, line: 0 };
  if (result) {
    const report = { result, predicted, expected, ...(why !== undefined && { why }) };
    return { cell, status: statusOf(report), report };
  }
  if (error) return { cell, status: "failed", error: errorOf(error) };
  return { cell, status: "skipped", ...(missing && { missing: errorOf(missing) }) };
}

function problemOf(error: unknown): Problem {
  if (error instanceof LabError) return { code: error.code, what: error.what, remedy: error.remedy };
  return { code: "unexpected", what: inEachLanguage((language) => explain(error, language)), remedy: empty };
}

const empty: Localized = inEachLanguage(() => "");

function errorOf({ code, what, remedy }: Problem): LabError {
  return new LabError(code, undefined, (language) => ({ what: what[language], remedy: remedy[language] }));
}
