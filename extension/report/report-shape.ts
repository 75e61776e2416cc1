import { z } from "zod";
import { measured, rows } from "../actions/compare/guarantees-shape.ts";
import { matrix, step } from "../actions/crash/shape.ts";
import { environment } from "../actions/environment/environment.ts";
import { shownResults } from "../actions/index.ts";
import { load } from "../actions/load/load.ts";
import { amount, count, counted, outcomes, verdict } from "../actions/result-parts.ts";
import { type InterleaveResult, isolationLevels, type Result } from "../actions/results.ts";
import { languages } from "../common/language.ts";
import { claimNames, type Evidence, judgements, type RunFigures } from "../ledger/claims.ts";
import { engineNames, serviceNames } from "../stack/stack.ts";
import type { LabReport } from "./lab-report.ts";

// Loose objects: what a later version adds to a result is no reason to refuse it; every byte is compared anyway.
const { looseObject: object, array, string, boolean } = z;
const scalar = z.union([string(), z.number(), boolean()]);
const byStrategy = array(object({ strategy: string(), ...counted }));

const figures = object({
  run: count,
  strategy: string(),
  connections: count,
  ...outcomes,
  lost: count,
  verdict,
  durationMs: amount,
  requestsPerSecond: amount,
} satisfies Record<keyof RunFigures, z.ZodType>);
const evidence = z.record(string(), figures) satisfies z.ZodType<Evidence>;

const orderOutcome = { ok: count, failures: z.record(string(), count), stored: count, waited: boolean() };
const order = string().regex(/^[A-C]+$/);

const interleave = object({
  action: z.literal("interleave"),
  strategy: string(),
  clients: count,
  transaction: boolean(),
  order: order.nullable(),
  levels: z.partialRecord(
    z.enum(isolationLevels),
    object({
      orders: count,
      exact: count,
      losing: count,
      doubling: count,
      aborting: count,
      waiting: count,
      cut: z.enum(["orders", "time"]).nullable(),
      outcomes: array(object({ ...orderOutcome, orders: array(order) })),
    }),
  ),
  shown: object({
    level: z.enum(isolationLevels),
    order,
    ...orderOutcome,
    steps: array(
      object({
        client: string(),
        statement: string().nullable(),
        answer: string().nullable(),
        error: string().nullable(),
        stored: count.nullable(),
      }),
    ),
  }),
  durationMs: amount,
}) satisfies z.ZodType<InterleaveResult>;

// TRANSITION: in the end a union of the `result` of all `shownResults`, and nothing listed here.
const result: z.ZodType<Result> = z.union([
  z.union(shownResults.map((shown) => shown.result)),
  z.discriminatedUnion("action", [
    object({
      action: z.literal("show"),
      strategy: string(),
      file: string(),
      source: string(),
      editedSinceStart: boolean(),
    }),
    object({
      action: z.literal("inspect"),
      attached: boolean(),
      counters: byStrategy,
      connections: object({
        max: count,
        reserved: count,
        byState: array(object({ role: string(), state: string(), count })),
      }),
      log: array(object({ service: z.enum(serviceNames), text: string(), times: count })),
    }),
    object({
      action: z.literal("compare"),
      runs: array(load.result),
      rows: rows.optional(),
      measured: measured.optional(),
      // One says what the other follows from.
    }).refine((result) => (result.rows === undefined) === (result.measured === undefined)),
    interleave,
    step,
    matrix,
    object({
      action: z.literal("claims"),
      claims: array(object({ claim: z.enum(claimNames), judgement: z.enum(judgements), evidence })),
    }),
    object({
      action: z.literal("discuss"),
      questions: array(object({ question: string(), answer: string() })),
    }),
    object({
      action: z.enum(["sql", "redis"]),
      statements: array(
        object({
          command: string(),
          columns: array(string()),
          rows: array(array(string())),
          truncatedAt: count.nullable(),
          error: object({ code: string(), message: string(), hint: string().nullable() }).nullable(),
        }),
      ),
    }),
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
