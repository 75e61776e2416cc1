import * as z from "zod";
import { kneeShapes } from "../../ledger/knee.ts";
import { environment } from "../environment/environment.ts";
import { amount, count, ledger, list } from "../result-parts.ts";
import { type Knob, knobs, most } from "./plan.ts";

/** One load: where in the plan, its account, its speed. */
const load = z.object({
  round: count,
  strategy: z.string(),
  value: count,
  ...ledger,
  durationMs: amount,
  requestsPerSecond: amount,
  p50Ms: amount,
  p99Ms: amount,
  /** The generator had no processor time left: the app could have done more. */
  generatorLimited: z.literal(true).exactOptional(),
});
export type SweepLoad = z.infer<typeof load>;

const range = z.tuple([amount, amount]).readonly();

/** The medians of its rounds; the least and the most of them; the rest as shares of all their hits. */
const point = z.object({
  strategy: z.string(),
  value: count,
  requestsPerSecond: amount,
  p50Ms: amount,
  p99Ms: amount,
  rounds: count,
  spread: z.object({ requestsPerSecond: range, p99Ms: range }),
  /** Of the attempted hits. */
  refused: amount,
  unknown: amount,
  /** Of the acknowledged hits. */
  lost: amount,
  duplicated: amount,
  /** In one of its rounds. */
  generatorLimited: z.literal(true).exactOptional(),
});
export type SweepPoint = z.infer<typeof point>;

/** Described at `Knee`. */
const knee = z.object({
  shape: z.enum(kneeShapes),
  value: count.nullable(),
  best: count.nullable(),
  fallsFrom: count.nullable(),
});

const settings = z.object({
  connections: count.exactOptional(),
  rate: count.exactOptional(),
  pool: count.exactOptional(),
  processes: count.exactOptional(),
  maxConnections: count.exactOptional(),
} satisfies Record<Knob, z.ZodType>);

export const result = z.object({
  action: z.literal("sweep"),
  knob: z.enum(knobs),
  values: z.array(count).max(most.values).readonly(),
  strategies: z.array(z.string()).max(most.strategies).readonly(),
  /** The other knobs that the cell sets. */
  settings,
  seconds: amount,
  rounds: count.max(most.rounds),
  /** By strategy, then by value. */
  points: list(point),
  knee: z.record(z.string(), knee),
  /** In the order in which they were sent. */
  loads: list(load),
  /** Of all loads. */
  lost: count,
  duplicated: count,
  /** The stack that the sweep has found, and left. */
  environment,
  durationMs: amount,
  cancelled: z.literal(true).exactOptional(),
});
export type SweepResult = z.infer<typeof result>;
