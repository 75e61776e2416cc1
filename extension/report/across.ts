import { isDeepStrictEqual } from "node:util";
import { type Discrepancy, differs, within } from "../actions/discrepancy.ts";
import { actions } from "../actions/index.ts";
import type { LoadResult } from "../actions/load/result.ts";
import { LabError } from "../common/lab-error.ts";
import { interpretCell } from "../document/cell.ts";
import type { RunFigures } from "../ledger/claims.ts";
import type { LabReport, ReportCell } from "./lab-report.ts";

/** A result that does not belong to the code above it. */
export function checkCode({
  language,
  code,
  expect: comment,
  result,
  changedSince,
  ...cell
}: ReportCell): Discrepancy[] {
  // Changed since: the code that ran is not in the report.
  if (!result || changedSince) return [];
  if (language !== "yaml")
    return [
      ...differs("action", cell.action, language),
      ...differs("result.action", result.action, language),
    ];
  try {
    const behind = comment === undefined ? {} : { expect: { raw: comment, text: comment, line: 0 } };
    const source = { kind: "cell", raw: code, language, step: undefined, code, line: 0, ...behind } as const;
    const { action, parameters, predict, why, expect } = interpretCell(source, actions);
    const wanted = cell.expected.map(({ key, want }) => [key, want]);
    const guessed = cell.predicted.map(({ key, guess }) => [key, guess]);
    return [
      ...differs("action", cell.action, action.name),
      ...differs("result.action", result.action, action.name),
      ...differs("expected", asText(wanted), asText(Object.entries(expect))),
      ...differs("predicted", asText(guessed), asText(Object.entries(predict))),
      ...differs("why", cell.why ?? "", why ?? ""),
      ...(result.action === action.name
        ? (action.checkAsked?.(result, action.parameters.parse(parameters)) ?? [])
        : []),
    ];
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return [{ key: "code", said: result.action, found: notRunnable }];
  }
}

const notRunnable = { en: "code that cannot run", ru: "код, который нельзя выполнить" };

const asText = (pairs: readonly (readonly unknown[])[]) =>
  `{ ${pairs.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", ")} }`;

/** A claim keeps only some figures of a run. */
type ShownFigures = RunFigures & Pick<LoadResult, "series">;

interface ShownRun {
  readonly cell: number;
  readonly key: string;
  readonly run: ShownFigures;
}

/** Runs that one cell shows otherwise than another, or under a number of another one, and gaps in a comparison. */
export function checkRuns({ cells }: LabReport): { cell: number; discrepancies: Discrepancy[] }[] {
  const shown = cells.flatMap(({ result }, cell) => runsIn(result).map((each) => ({ cell, ...each })));
  const unlike = shown.flatMap((one, index) => {
    const first = shown.slice(0, index).find((other) => isSame(one.run, other.run));
    return first ? [{ cell: one.cell, discrepancies: within(one.key, differences(one, first)) }] : [];
  });
  const loads = cells.flatMap(({ result }, cell) =>
    result?.action === "load" ? [{ cell, run: result }] : [],
  );
  const twice = loads.flatMap(({ cell, run }, index) => {
    const first = loads.slice(0, index).find((other) => isSameNumber(run, other.run));
    return first ? [{ cell, discrepancies: [{ key: "run", said: String(run.run), found: taken }] }] : [];
  });
  const numbers = cells.flatMap(({ result }, cell) =>
    result?.action === "compare"
      ? [
          {
            cell,
            discrepancies: result.runs.flatMap(({ run, series = null }, at) => [
              ...differs(`runs.${at}.run`, run, at + 1),
              ...differs(`runs.${at}.series`, series, result.runs[0]?.series ?? null),
            ]),
          },
        ]
      : [],
  );
  return [...numbers, ...twice, ...unlike];
}

const taken = { en: "another step with that number", ru: "другой шаг с этим номером" };

/** Two loads never have the same number, unless the numbers began again in between. */
function isSameNumber(one: LoadResult, other: LoadResult): boolean {
  return one.series !== undefined && one.series === other.series && one.run === other.run;
}

function runsIn(result: ReportCell["result"]): Omit<ShownRun, "cell">[] {
  if (result?.action === "load") return [{ key: "result", run: result }];
  if (result?.action === "compare") return result.runs.map((run, at) => ({ key: `runs.${at}`, run }));
  if (result?.action !== "claims") return [];
  return result.claims.flatMap(({ evidence }, at) =>
    Object.entries(evidence).map(([role, run]) => ({ key: `claims.${at}.evidence.${role}`, run })),
  );
}

/** After a reset the numbers begin again, so the number alone does not tell; the series does, and a time to the microsecond. */
function isSame(one: ShownFigures, other: ShownFigures): boolean {
  if (one.run !== other.run) return false;
  if (one.series !== undefined && other.series !== undefined) return one.series === other.series;
  if (one.strategy !== other.strategy) return false;
  return (
    one.durationMs === other.durationMs || (one.ok > 0 && one.requestsPerSecond === other.requestsPerSecond)
  );
}

/** In what both show. */
function differences({ run }: ShownRun, { run: first }: ShownRun): Discrepancy[] {
  const both = Object.entries(run).filter(([key]) => Object.hasOwn(first, key));
  return both
    .map(([key, value]) => [key, value, Reflect.get(first, key)] as const)
    .filter(([, said, found]) => !isDeepStrictEqual(said, found))
    .flatMap(([key, said, found]) => differs(key, JSON.stringify(said), JSON.stringify(found)));
}
