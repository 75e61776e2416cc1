import { isDisturbed, ranks, undisturbed } from "../../../ledger/long-enough.ts";
import { ownStrategy } from "../../../stack/own-app/contract.ts";
import { type AppName, appNames } from "../../../stack/stack.ts";
import { appIn } from "../../environment/environment.ts";
import type { LoadResult } from "../../load/result.ts";
import type { MatrixCounts } from "../../matrix/result.ts";
import {
  type CrashedAt,
  type Drain,
  type Gap,
  type GuaranteeRow,
  type GuaranteeRows,
  gaps,
  type Measured,
  type OperatedService,
  type Pace,
  type SourceFacts,
} from "./result.ts";

/** As much of a row of a matrix as is kept; the control is in it as well. */
export function crashedAt(cells: Readonly<Record<string, MatrixCounts>>, hits: number): CrashedAt {
  return Object.fromEntries(
    Object.entries(cells).map(([place, { runs, lost, duplicated }]) => [
      place,
      { runs, ok: hits, lost, duplicated },
    ]),
  );
}

/** Both apps have strategies of the same name. */
export function rowName(strategy: string, app: AppName): string {
  return app === "node" ? strategy : `${app}/${strategy}`;
}

export function rowOfRun({ strategy, environment }: Pick<LoadResult, "strategy" | "environment">): string {
  return rowName(strategy, appIn(environment));
}

/**
 * One row for each strategy of which something was measured, in the order of their names. An app that is not ours has
 * none: its runs may be those of several apps, and of its code the lab knows nothing.
 */
export function guaranteeRows(runs: readonly LoadResult[], measured: Measured): GuaranteeRows {
  const names = [
    ...runs.map(rowOfRun),
    ...measured.drains.map(({ row }) => row),
    ...Object.keys(measured.crashes),
  ];
  const ofLab = names.filter((name) => partsOfRow(name).strategy !== ownStrategy || measured.sources[name]);
  return Object.fromEntries([...new Set(ofLab)].sort().map((name) => [name, rowOf(name, runs, measured)]));
}

/** The part of a row's name that is the strategy's own, and the app. */
export function partsOfRow(row: string): { readonly strategy: string; readonly app: AppName } {
  const app = appNames.find((name) => row.startsWith(`${name}/`));
  return app ? { app, strategy: row.slice(app.length + 1) } : { app: "node", strategy: row };
}

/** All that was measured of what becomes of a row's hits: in loads, emptied buffers and crashes. */
export function accountsOf(name: string, all: readonly LoadResult[], { drains, crashes }: Measured) {
  return [
    ...all.filter((run) => rowOfRun(run) === name),
    ...drains.filter(({ row }) => row === name),
    ...Object.values(crashes[name] ?? {}),
  ].map(({ ok, lost, duplicated }) => ({ ok, lost, duplicated }));
}

function rowOf(name: string, all: readonly LoadResult[], measured: Measured): GuaranteeRow {
  const runs = all.filter((run) => rowOfRun(run) === name);
  const drains = measured.drains.filter(({ row }) => row === name);
  const crashes = measured.crashes[name] ?? null;
  const source = measured.sources[name];
  const accounts = accountsOf(name, all, measured);
  const row = {
    ...partsOfRow(name),
    lost: Math.max(0, ...accounts.map(({ lost }) => lost)),
    duplicated: Math.max(0, ...accounts.map(({ duplicated }) => duplicated)),
    pace: paceOf(runs),
    drain: drainOf(drains),
    crashes,
    killed: killedOf(runs),
    lines: (source?.files ?? []).reduce((sum, { lines }) => sum + lines, 0),
    services: source?.services ?? [],
  };
  return { ...row, gaps: gapsOf(row, source) };
}

function paceOf(runs: readonly LoadResult[]): Pace | null {
  const plain = runs.filter(
    ({ fault, pause, by, model, ok, traced, retry }) =>
      !fault && !pause && !by && !traced && !retry && model === "closed-loop" && ok > 0,
  );
  const best = undisturbed(plain).reduce<LoadResult | undefined>(
    (longest, run) => (longest && longest.durationMs > run.durationMs ? longest : run),
    undefined,
  );
  if (!best) return null;
  const { run, requestsPerSecond, latencyMs, durationMs } = best;
  const disturbed = isDisturbed(best) && { disturbed: true as const };
  return { run, requestsPerSecond, p99Ms: latencyMs.p99, durationMs, ranks: ranks(best), ...disturbed };
}

function drainOf(drains: readonly Drain[]): GuaranteeRow["drain"] {
  const largest = drains.reduce<Drain | undefined>(
    (most, drain) => (most && most.hits > drain.hits ? most : drain),
    undefined,
  );
  if (!largest) return null;
  const { row: _, ...figures } = largest;
  return figures;
}

function killedOf(runs: readonly LoadResult[]): GuaranteeRow["killed"] {
  return Object.fromEntries(
    runs.flatMap(({ fault, run, failed, unknown, lost, duplicated }) => {
      if (!fault || fault.killedMs === null) return [];
      const backAfterMs = fault.backMs === null ? null : fault.backMs - fault.killedMs;
      return [[fault.kill, { run, refused: failed, unknown, lost, duplicated, backAfterMs }] as const];
    }),
  );
}

/** The server that has the hits until they are stored. */
export function bufferOf({ services }: Pick<GuaranteeRow, "services">): OperatedService {
  return services.at(-1) ?? "postgres";
}

function gapsOf(row: Omit<GuaranteeRow, "gaps">, source: SourceFacts | undefined): Gap[] {
  const open: Readonly<Record<Gap, boolean>> = {
    pace: !row.pace?.ranks,
    drain: row.drain === null && source?.processes === true,
    crashes: row.crashes === null && source?.hasFailpoints === true,
    killed: row.killed[bufferOf(row)] === undefined && source !== undefined,
  };
  return gaps.filter((gap) => open[gap]);
}
