import { z } from "zod";
import { shownResults } from "../actions/index.ts";
import { environment, loadResult } from "../actions/load/result.ts";
import { amount, count, counted, ledger } from "../actions/result-parts.ts";
import type { Result } from "../actions/results.ts";
import { languages } from "../common/language.ts";
import { durabilities, engineNames } from "../stack/stack.ts";
import type { LabReport } from "./lab-report.ts";

// Loose objects: what a later version adds to a result is no reason to refuse it; every byte is compared anyway.
const { looseObject: object, array, string, boolean } = z;
const scalar = z.union([string(), z.number(), boolean()]);
const localized = object({ en: string(), ru: string() });
const byStrategy = array(object({ strategy: string(), ...counted }));

const elsewhere = array(object({ strategy: string(), hits: count })).optional();

// TRANSITION: in the end a union of the `result` of all `shownResults`, and nothing listed here.
const result: z.ZodType<Result> = z.union([
  z.union(shownResults.map((shown) => shown.result)),
  z.discriminatedUnion("action", [
    loadResult,
    object({
      action: z.literal("start"),
      environment,
      appUrl: string(),
      alreadyRunning: boolean(),
      startedInMs: amount,
      durability: z.enum(durabilities).nullable(),
      startParts: array(object({ name: string(), ms: amount })),
      connections: object({ max: count, reserved: count }),
      strategies: array(object({ name: string(), about: localized })),
    }),
    object({
      action: z.literal("process"),
      strategy: string(),
      processed: count,
      atOnce: count,
      durationMs: amount,
      before: object(counted),
      after: object(counted),
      ...counted,
      ledger: object({ run: count, ...ledger }).nullable(),
      elsewhere,
    }),
    object({
      action: z.literal("pause"),
      service: z.literal("app"),
      ms: amount,
      frozenMs: amount,
      slowestMs: amount,
    }),
    object({
      action: z.literal("worker"),
      strategy: string(),
      everySeconds: amount,
      workers: array(
        object({
          batches: count,
          processed: count,
          failed: count,
          lastError: object({ code: string(), message: string() }).nullable(),
          ended: string().nullable(),
        }),
      ),
      moved: count,
      stored: count,
      pending: count,
      samples: array(object({ atMs: amount, stored: count, pending: count })),
    }),
    object({ action: z.literal("reset"), counters: byStrategy, forgottenRuns: count }),
    object({ action: z.literal("stop"), engine: z.enum(engineNames).nullable() }),
  ]),
]);

const cell = object({
  step: string().nullable(),
  action: string(),
  status: z.enum(["ok", "failed", "skipped"]),
  predicted: array(object({ key: string(), guess: scalar, got: scalar.nullable() })),
  expected: array(object({ key: string(), want: scalar, got: scalar.nullable(), held: boolean() })),
  result: result.nullable(),
  error: object({ code: string(), message: string() }).nullable(),
  missing: object({ code: string(), message: string() }).optional(),
  language: z.enum(["yaml", "sql", "redis"]),
  code: string(),
  changedSince: boolean(),
});

const shape: z.ZodType<LabReport> = object({
  format: z.literal("surge-lab-report"),
  version: z.literal(1),
  surgeLab: string(),
  language: z.enum(languages),
  madeAt: string(),
  student: string().nullable(),
  notebook: string(),
  engine: z.enum(engineNames).nullable(),
  environment: environment.nullable(),
  cells: array(cell),
  parts: array(z.union([object({ prose: string() }), object({ cell: count })])),
});

/** Narrows without a copy, so that keys and their order stay as they are in the file. */
export function isLabReport(data: unknown): data is LabReport {
  return shape.safeParse(data).success;
}

/** The first place that is not as it must be, for a person to look at. Empty when all is well. */
export function firstFault(data: unknown): string {
  const [issue] = shape.safeParse(data).error?.issues ?? [];
  return issue ? `${issue.path.join(".") || "report"}: ${issue.message}` : "";
}
