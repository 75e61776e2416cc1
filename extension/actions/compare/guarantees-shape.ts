import { z } from "zod";
import { appNames, brokerNames, faultTargets } from "../../stack/stack.ts";
import { amount, count } from "../result-parts.ts";
import type { GuaranteeRow, Measured } from "./guarantees.ts";
import { gaps } from "./guarantees.ts";

const { looseObject: object, array, record, string, boolean } = z;

const wrong = { lost: count, duplicated: count };
const services = array(z.enum(["postgres", "redis", ...brokerNames]));
const crashedAt = record(string(), object({ runs: count, ...wrong }));
const drain = { by: z.enum(["process", "worker"]), atOnce: count, hits: count, ms: amount, ...wrong };

export const measured = object({
  drains: array(object({ row: string(), ...drain })),
  crashes: record(string(), crashedAt),
  sources: record(
    string(),
    object({
      files: array(object({ file: string(), lines: count })),
      services,
      processes: boolean(),
      hasFailpoints: boolean(),
    }),
  ),
}) satisfies z.ZodType<Measured>;

const row = object({
  strategy: string(),
  app: z.enum(appNames),
  ...wrong,
  pace: object({
    run: count,
    requestsPerSecond: amount,
    p99Ms: amount,
    durationMs: amount,
    ranks: boolean(),
  }).nullable(),
  drain: object(drain).nullable(),
  crashes: crashedAt.nullable(),
  killed: z.partialRecord(
    z.enum(faultTargets),
    object({ run: count, refused: count, unknown: count, ...wrong, backAfterMs: amount.nullable() }),
  ),
  lines: count,
  services,
  gaps: array(z.enum(gaps)),
}) satisfies z.ZodType<GuaranteeRow>;

export const rows = record(string(), row);
