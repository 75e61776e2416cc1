import { rankableSeconds } from "../../../ledger/long-enough.ts";
import { brokerNames } from "../../../stack/stack.ts";
import type { LoadResult } from "../../load/result.ts";
import type { OwnRun } from "./own-runs.ts";

/** One of the two buffers that are compared. */
export interface Side {
  readonly strategy: string;
  /** The product: `redis`, `rabbitmq`, `kafka`. */
  readonly server: string;
  /** Undisturbed loads that are long enough to compare speeds. */
  readonly paces: readonly OwnRun[];
  /** Loads during which its server was killed. */
  readonly kills: readonly OwnRun[];
}

export interface Sides {
  readonly redis: Side | undefined;
  readonly broker: Side | undefined;
}

/** Which strategy depends on which server is what the kill of that server has shown: hits were not acknowledged. */
export function sidesOf(runs: readonly OwnRun[]): Sides {
  return { redis: sideOf(runs, ["redis"]), broker: sideOf(runs, brokerNames) };
}

function sideOf(runs: readonly OwnRun[], servers: readonly string[]): Side | undefined {
  const kills = runs.filter(({ result }) => felt(result) && servers.includes(result.fault?.kill ?? ""));
  const sides = kills.map(({ result: { strategy, fault } }): Side => {
    const server = fault?.kill ?? "";
    const own = runs.filter(({ result }) => result.strategy === strategy);
    return {
      strategy,
      server,
      paces: own.filter(({ result }) => isPace(result)),
      kills: own.filter(({ result }) => felt(result) && result.fault?.kill === server),
    };
  });
  return sides.find(({ paces }) => paces.length > 0) ?? sides[0];
}

function felt({ fault, failed, unknown }: LoadResult): boolean {
  return fault?.killedMs != null && failed + unknown > 0;
}

function isPace({ fault, pause, retry, traced, durationMs }: LoadResult): boolean {
  return !fault && !pause && !retry && !traced && durationMs >= rankableSeconds * 1000;
}

/** A load of each that differs in nothing but the strategy. */
export function alikePaces({ redis, broker }: Sides): readonly [OwnRun, OwnRun] | undefined {
  for (const one of redis?.paces ?? [])
    for (const other of broker?.paces ?? []) if (isAlike(one.result, other.result)) return [one, other];
  return undefined;
}

function isAlike(one: LoadResult, other: LoadResult): boolean {
  return (
    one.connections === other.connections &&
    one.openLoop?.rate === other.openLoop?.rate &&
    one.processEveryMs === other.processEveryMs
  );
}
