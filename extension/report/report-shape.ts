import * as z from "zod";
import { environment } from "../actions/environment/environment.ts";
import { type Result, shownResults } from "../actions/index.ts";
import { count, list } from "../actions/result-parts.ts";
import { languages } from "../common/language.ts";
import { engineNames } from "../stack/stack.ts";
import type { LabReport } from "./lab-report.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

type Shape = (typeof shownResults)[number]["result"];
const shapes = shownResults.map((shown) => shown.result);
// By action, so that a fault names its place in the result. The cast: there is at least one shape.
const result: z.ZodType<Result> = z.discriminatedUnion("action", shapes as [Shape, ...Shape[]]);

/** What a cell that ran has. */
export const ranShape = {
  predicted: list(z.object({ key: z.string(), guess: scalar, got: scalar.nullable() })),
  expected: list(z.object({ key: z.string(), want: scalar, got: scalar.nullable(), held: z.boolean() })),
  why: z.string().optional(),
  result: result.nullable(),
};

const cell = z.object({
  step: z.string().nullable(),
  action: z.string(),
  status: z.enum(["ok", "failed", "skipped"]),
  ...ranShape,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  missing: z.object({ code: z.string(), message: z.string() }).optional(),
  language: z.enum(["yaml", "sql", "redis"]),
  code: z.string(),
  expect: z.string().optional(),
  changedSince: z.boolean(),
  measuredAt: z.string().optional(),
});

const shape: z.ZodType<LabReport> = z.object({
  format: z.literal("surge-lab-report"),
  version: z.literal(1),
  surgeLab: z.string(),
  language: z.enum(languages),
  madeAt: z.string(),
  student: z.string().nullable(),
  notebook: z.string(),
  engine: z.enum(engineNames).nullable(),
  environment: environment.nullable(),
  cells: list(cell),
  parts: list(z.union([z.object({ prose: z.string() }), z.object({ cell: count })])),
});

/** Narrows without a copy, so that keys and their order stay as they are in the file. */
export function isLabReport(data: unknown): data is LabReport {
  return shape.safeParse(data).success;
}

/** The places of values that no report has. They are not shown, so nothing else would find them. */
export function unknownKeys(report: LabReport): string[] {
  return keysBeyond(report, shape.parse(report), []);
}

function keysBeyond(data: unknown, known: unknown, path: readonly string[]): string[] {
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const place = [...path, key];
    const isKnown = typeof known === "object" && known !== null && Object.hasOwn(known, key);
    return isKnown ? keysBeyond(value, Reflect.get(known, key), place) : [place.join(".")];
  });
}

/** The first place that is not as it must be, for a person to look at. Empty when all is well. */
export function firstFault(data: unknown): string {
  const [issue] = shape.safeParse(data).error?.issues ?? [];
  return issue ? `${issue.path.join(".") || "report"}: ${issue.message}` : "";
}
