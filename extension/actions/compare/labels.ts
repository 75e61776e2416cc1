import type { LoadResult } from "../load/result.ts";
import { rowOfRun } from "./guarantees/rows.ts";
import type { en } from "./words.en.ts";

type Words = (typeof en)["parameters"];

interface Parameter {
  readonly name: keyof Words;
  readonly of: (run: LoadResult) => number | string | undefined;
  /** Part of something that not every run has: it differs only where two runs have it. */
  readonly isDetail?: true;
}

/** They stand in every label when they are not the same in all runs. */
const ofAll: readonly Parameter[] = [
  { name: "connections", of: ({ connections }) => connections },
  { name: "rate", of: ({ openLoop }) => openLoop?.rate },
  { name: "by", of: ({ by }) => by },
  { name: "durability", of: ({ environment }) => environment.durability },
  { name: "maxConnections", of: ({ environment }) => environment.maxConnections },
  { name: "pgbouncer", of: ({ environment }) => environment.pgbouncer && "PgBouncer" },
  { name: "pool", of: ({ environment }) => environment.pool },
  { name: "processes", of: ({ environment }) => environment.processes },
];

/** They tell runs of one strategy apart. */
const ofOneStrategy: readonly Parameter[] = [
  { name: "requests", of: ({ requests }) => requests ?? undefined },
  { name: "duration", of: ({ durationSeconds }) => durationSeconds ?? undefined },
  { name: "processEvery", of: ({ processEveryMs }) => processEveryMs ?? undefined },
  { name: "timeout", of: ({ timeoutSeconds }) => timeoutSeconds },
  { name: "kill", of: ({ fault }) => fault?.kill },
  { name: "signal", of: ({ fault }) => fault?.signal, isDetail: true },
  { name: "killAfter", of: ({ fault }) => fault?.after, isDetail: true },
  { name: "recover", of: ({ fault }) => fault && (fault.recover ?? "never"), isDetail: true },
  { name: "freeze", of: ({ pause }) => pause?.service },
  { name: "freezeAfter", of: ({ pause }) => pause?.after, isDetail: true },
  { name: "freezeFor", of: ({ pause }) => pause?.ms, isDetail: true },
];

/** For each run its name and whatever it takes to tell it from the others. */
export function labelsOf(
  runs: readonly LoadResult[],
  { parameters: words }: { readonly parameters: Words },
  nameOf: (run: LoadResult) => string,
): string[] {
  return runs.map((run) => {
    const alike = runs.filter((other) => rowOfRun(other) === rowOfRun(run));
    const telling = [...differing(ofAll, runs), ...differing(ofOneStrategy, alike)];
    const parts = telling.flatMap(({ name, of }) => {
      const value = of(run);
      return value === undefined ? [] : [words[name](value)];
    });
    return [nameOf(run), ...parts].join(", ");
  });
}

function differing(parameters: readonly Parameter[], runs: readonly LoadResult[]): Parameter[] {
  return parameters.filter(({ of, isDetail }) => {
    const values = new Set(runs.map(of));
    if (isDetail) values.delete(undefined);
    return values.size > 1;
  });
}
