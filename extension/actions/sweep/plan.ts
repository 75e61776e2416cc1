import type { Composition } from "../../stack/stack.ts";
import type { SweepParameters } from "./parameters.ts";

/** What a sweep can vary: two of the load, then those of the start. */
export const knobs = ["connections", "rate", "pool", "processes", "maxConnections"] as const;
export type Knob = (typeof knobs)[number];

/** Of a cell, and of a result: what is read may have been written by anybody, and all of its loads are laid out. */
export const most = {
  /** Each has a marker of its own in the charts. */
  strategies: 5,
  values: 12,
  rounds: 10,
};

export interface Plan extends Pick<SweepParameters, "seconds" | "rounds"> {
  readonly strategies: readonly string[];
  readonly knob: Knob;
  /** In ascending order. */
  readonly values: readonly number[];
  /** The other knobs that the cell sets. */
  readonly settings: Readonly<Partial<Record<Knob, number>>>;
}

export function planOf(asked: SweepParameters): Plan {
  const { strategies, seconds, rounds } = asked;
  const settings = knobs.flatMap((name) => (typeof asked[name] === "number" ? [[name, asked[name]]] : []));
  const [knob = "connections"] = knobs.filter((name) => Array.isArray(asked[name]));
  const values = [asked[knob] ?? []].flat().sort((one, other) => one - other);
  return { knob, values, settings: Object.fromEntries(settings), strategies, seconds, rounds };
}

export interface PlannedLoad {
  readonly round: number;
  readonly strategy: string;
  readonly value: number;
}

/**
 * Every point once in each round, up and down in turn: so a machine that slows down does so for all of them alike,
 * and a stack that had to be started for the last point of a round serves the first of the next.
 */
export function loadsOf({
  values,
  strategies,
  rounds,
}: Omit<Plan, "knob" | "settings" | "seconds">): PlannedLoad[] {
  const up = values.flatMap((value) => strategies.map((strategy) => ({ value, strategy })));
  return Array.from({ length: rounds }, (_, index) =>
    (index % 2 === 0 ? up : up.toReversed()).map((point) => ({ round: index + 1, ...point })),
  ).flat();
}

/** All knobs of one point. */
export function settingsAt(
  { knob, settings }: Pick<Plan, "knob" | "settings">,
  value: number,
): Plan["settings"] {
  return { ...settings, [knob]: value };
}

/** The stack that a point needs, from the one that the sweep has found. */
export function compositionAt(
  found: Composition,
  { maxConnections, pool, processes }: Plan["settings"],
): Composition {
  const { processes: before = 1, ...rest } = found;
  const wanted = processes ?? before;
  return {
    ...rest,
    ...(maxConnections !== undefined && { maxConnections }),
    ...(pool !== undefined && { pool }),
    // As a start has it.
    ...(wanted > 1 && { processes: wanted }),
  };
}

/** Between two loads: zeroing, a process for the generator, the count. Milliseconds, as on a usual machine. */
const besideLoadMs = 1_000;
const restartMs = 2_500;
/** A new app is slow at first. */
export const warmUpSeconds = 1;

/** How long a sweep takes, about. */
export function estimateMs(plan: Plan): number {
  const { knob, values, strategies, rounds, seconds } = plan;
  const loads = values.length * strategies.length * rounds;
  const isOfStart = knob !== "connections" && knob !== "rate";
  const starts = isOfStart ? rounds * (values.length - 1) + 2 : 0;
  const warmUps = strategies.length * Math.max(1, starts);
  return (
    loads * (seconds * 1000 + besideLoadMs) +
    warmUps * (warmUpSeconds * 1000 + besideLoadMs) +
    starts * restartMs
  );
}
