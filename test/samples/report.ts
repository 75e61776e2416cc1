import path from "node:path";
import { actions, type Result } from "../../extension/actions/index.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import type { CellReport } from "../../extension/actions/run-cell.ts";
import type { Language } from "../../extension/common/language.ts";
import { ranOutcome } from "../../extension/report/json-report.ts";
import { type LabReport, labReport, type ReportSource } from "../../extension/report/lab-report.ts";
import { readStyles } from "../../extension/report/styles.ts";
import { extraNames } from "../../extension/stack/stack.ts";

export const styles = await readStyles(path.join(import.meta.dirname, "../../dist"));

/** A notebook with a cell for each of these, between a heading and an answer of the student's. */
export function reportOf(
  reports: Readonly<Record<string, CellReport>>,
  {
    language = "en",
    prose = "# The surge\n\nRun it.",
    expectInCell = false,
  }: { language?: Language; prose?: string; expectInCell?: boolean } = {},
): LabReport {
  const ran = Object.entries(reports).map(([step, report]): ReportSource["parts"][number] => {
    const text = expectationOf(report);
    const code = codeOf(report) + (expectInCell && text !== "" ? `\n${text}` : "");
    const behind =
      expectInCell || text === "" ? {} : { expect: { raw: `<!-- ${text} -->\n`, text, line: 9 } };
    const { action } = report.result;
    const language = action === "sql" || action === "redis" ? action : "yaml";
    const cell = { kind: "cell", raw: code, language, step, code, line: 1, ...behind } as const;
    return { kind: "outcome", outcome: ranOutcome(cell, report), changedSince: false };
  });
  return labReport({
    surgeLab: "0.1.0",
    notebook: "surge.en.lab.md",
    language,
    madeAt: new Date("2026-11-22T15:00:00Z"),
    student: null,
    parts: [
      { kind: "prose", raw: prose },
      ...ran,
      { kind: "prose", raw: "## My answer\n\nThey overwrite each other." },
    ],
  });
}

const values = (pairs: readonly (readonly [string, unknown])[]) => JSON.stringify(Object.fromEntries(pairs));

/** Empty where nothing is expected. */
function expectationOf({ expected }: CellReport): string {
  return expected.length > 0 ? `expect: ${values(expected.map(({ key, want }) => [key, want]))}` : "";
}

/** The code of a cell that has this result. */
function codeOf({ result, predicted, why }: CellReport): string {
  const guesses = predicted.map(({ key, guess }) => [key, guess] as const);
  const asked = parametersOf(result);
  const example = actions.find(({ name }) => name === result.action)?.example.en ?? "";
  return [
    asked === undefined ? example : `${result.action}: ${flow(asked)}`,
    ...(predicted.length > 0
      ? [`predict: ${values([...guesses, ...(why === undefined ? [] : [["why", why] as const])])}`]
      : []),
  ].join("\n");
}

/** As YAML in one line. */
function flow(value: unknown): string {
  if (typeof value === "string") return /^[a-z-]+\d?$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, each]) => `${key}: ${flow(each)}`);
  return `{ ${pairs.join(", ")} }`;
}

/** Undefined for an action whose result says nothing of its parameters. */
function parametersOf(result: Result): unknown {
  switch (result.action) {
    case "load":
      return requestOf(result);
    case "check":
      return result.exercise;
    case "process":
      return { strategy: result.strategy, atOnce: result.atOnce };
    case "worker":
      return { strategy: result.strategy, every: result.everySeconds, count: result.workers.length };
    case "pause":
      return { ms: result.ms };
    case "step":
      return {
        strategy: result.strategy,
        hits: result.hits,
        moves: result.steps.slice(1).map(({ move }) => move),
      };
    case "matrix":
      return { hits: result.hits, repeat: result.repeat };
    case "interleave": {
      const { strategy, clients, transaction, order } = result;
      return { strategy, clients, transaction, ...(order !== null && { order, level: result.shown.level }) };
    }
    case "explain":
      return { replay: result.played !== undefined };
    case "show":
      return { strategy: result.strategy };
    case "start": {
      const { durability, environment } = result;
      const { maxConnections, pool, processes } = environment;
      const extras = extraNames.filter((name) => environment[name] !== undefined);
      return {
        ...(durability !== null && { durability }),
        ...(extras.length > 0 && { with: extras }),
        ...(maxConnections !== undefined && { maxConnections }),
        ...(pool !== undefined && { pool }),
        ...(processes !== undefined && { processes }),
      };
    }
    case "sweep": {
      const { strategies, knob, values, settings, seconds, rounds } = result;
      return { strategies, ...settings, [knob]: values, seconds, rounds };
    }
    case "compare":
      return "rows" in result ? "guarantees" : {};
    case "discuss":
      return { questions: result.questions };
    default:
      return undefined;
  }
}

function requestOf(load: LoadResult) {
  const { strategy, requests, durationSeconds, connections, openLoop, processEveryMs, fault, pause } = load;
  const { after, ms, service } = pause ?? {};
  return {
    strategy,
    ...(requests !== null && { requests }),
    ...(durationSeconds !== null && { duration: durationSeconds }),
    connections,
    ...(openLoop && { rate: openLoop.rate }),
    ...(processEveryMs !== null && { processEvery: processEveryMs }),
    ...(load.timeoutSeconds !== undefined && { timeout: load.timeoutSeconds }),
    ...(fault && {
      fault: {
        kill: fault.kill,
        signal: fault.signal,
        after: fault.after,
        recover: fault.recover ?? "never",
      },
    }),
    ...(pause && { pause: { after, ms, service } }),
    ...(load.by && { by: load.by }),
    ...(load.retry && { retry: load.retry }),
  };
}

export function cell(result: Result): CellReport {
  return { result, predicted: [], expected: [] };
}
