import { alikeLedgers, matrixCell, noCrash } from "../../extension/actions/matrix/cells.ts";
import type { MatrixCell, MatrixResult } from "../../extension/actions/matrix/result.ts";
import type { Move } from "../../extension/actions/step/moves.ts";
import type { StepResult, WalkStep } from "../../extension/actions/step/result.ts";
import type { HeldKey, HeldTable } from "../../extension/inspection/held-data.ts";
import type { Ledger } from "../../extension/ledger/ledger.ts";

const ledgerOf = (
  hits: number,
  where: Partial<Pick<Ledger, "stored" | "pending" | "lost" | "duplicated">>,
  byName = false,
): Ledger => {
  const { lost = 0, duplicated = 0 } = where;
  return {
    attempted: hits,
    ok: hits,
    failed: 0,
    unknown: 0,
    stored: 0,
    pending: 0,
    lost: 0,
    duplicated: 0,
    recovered: 0,
    ...(byName ? { unexpected: 0 } : {}),
    byName,
    ...where,
    verdict: lost > 0 ? "lost" : duplicated > 0 ? "duplicated" : "exact",
  };
};

const text = (key: string, value: string): HeldKey => ({
  key,
  type: "string",
  value,
  size: null,
  taken: null,
});
const counter = (value: number): HeldTable => ({ table: "counter", rows: 1, value, own: true });
const applied = (rows: number): HeldTable => ({ table: "applied_batches", rows, value: null, own: false });

interface Look {
  readonly at?: readonly [place: string, line: number];
  readonly place?: "end" | "dead" | "begin";
  readonly redis: readonly HeldKey[];
  readonly postgres: readonly HeldTable[];
  readonly ledger: Ledger;
}

const walkStep = (
  file: string,
  move: Move | null,
  worker: number,
  { at, place = "begin", ...look }: Look,
): WalkStep => ({
  move,
  worker,
  place: at?.[0] ?? place,
  file: at ? file : null,
  line: at?.[1] ?? null,
  failed: null,
  ...look,
});

const bufferedFile = "strategies/buffered.ts";
const waiting: Look = {
  redis: [text("pending_hits", "10")],
  postgres: [applied(4), counter(400)],
  ledger: ledgerOf(10, { pending: 10 }),
};
const gone: Look = { redis: [], postgres: [applied(4), counter(400)], ledger: ledgerOf(10, { lost: 10 }) };

/** Killed where it has deleted and not committed: all are gone. */
export const bufferedWalk: StepResult = {
  action: "step",
  strategy: "buffered",
  hits: 10,
  sources: {
    [bufferedFile]: `import { redis, withConnection } from "../connections.ts";

export async function hit(): Promise<void> {
  await redis.incr("pending_hits");
}

export async function process(): Promise<number> {
  const count = Number(await redis.get("pending_hits"));
  if (count === 0) return 0;
  await failpoint("after-take");
  await withConnection(async (client) => {
    await client.query("BEGIN");
    await client.query("UPDATE counter SET value = value + $1 WHERE strategy = 'buffered'", [count]);
    await failpoint("before-acknowledge");
    await redis.del("pending_hits");
    await failpoint("before-commit");
    await client.query("COMMIT");
  });
  await failpoint("after-commit");
  return count;
}
`,
  },
  steps: [
    walkStep(bufferedFile, null, 1, waiting),
    walkStep(bufferedFile, "next", 1, { ...waiting, at: ["after-take", 10] }),
    walkStep(bufferedFile, "next", 1, { ...waiting, at: ["before-acknowledge", 14] }),
    walkStep(bufferedFile, "next", 1, { ...gone, at: ["before-commit", 16] }),
    walkStep(bufferedFile, "kill", 1, { ...gone, place: "dead" }),
    walkStep(bufferedFile, "restart", 2, gone),
    walkStep(bufferedFile, "run", 2, { ...gone, place: "end" }),
  ],
  ...gone.ledger,
};

const batchedFile = "strategies/batched.ts";
const batch = text("surge:batched:batch:ccc56b23-11d9-48d0-97e1-e5e545975a63", "10");
const aside: Look = {
  redis: [batch],
  postgres: [applied(4), counter(400)],
  ledger: ledgerOf(10, { pending: 10 }),
};
const stored: Look = {
  redis: [],
  postgres: [applied(5), counter(410)],
  ledger: ledgerOf(10, { stored: 10 }),
};

/** Walked to the end: at one place both servers have the batch, and its name tells. */
export const batchedWalk: StepResult = {
  action: "step",
  strategy: "batched",
  hits: 10,
  sources: {
    [batchedFile]: `async function apply(id: string): Promise<number> {
  const count = Number(await redis.get(aside + id));
  await failpoint("after-take");
  const added = await withConnection(async (client) => {
    await client.query("BEGIN");
    const isNew = (await client.query(remember, [id])).rowCount === 1;
    if (isNew) await client.query(add, [count]);
    await failpoint("before-commit");
    await client.query("COMMIT");
    return isNew;
  });
  await failpoint("after-commit");
  await redis.del(aside + id);
  return added ? count : 0;
}
`,
  },
  steps: [
    walkStep(batchedFile, null, 1, { ...aside, redis: [text("surge:batched:pending", "10")] }),
    walkStep(batchedFile, "next", 1, { ...aside, at: ["after-take", 3] }),
    walkStep(batchedFile, "next", 1, { ...aside, at: ["before-commit", 8] }),
    walkStep(batchedFile, "next", 1, { ...stored, redis: [batch], at: ["after-commit", 12] }),
    walkStep(batchedFile, "next", 1, { ...stored, place: "end" }),
  ],
  ...stored.ledger,
};

const cell = (ledger: Ledger, times = 1): MatrixCell =>
  matrixCell(alikeLedgers(Array.from({ length: times }, () => ledger)));
const exact = cell(ledgerOf(100, { stored: 100 }));
const exactByName = cell(ledgerOf(100, { stored: 100 }, true));
const lost = cell(ledgerOf(100, { lost: 100 }));

/** Every protocol of the lab, a crash at each of its places. */
export const matrix: MatrixResult = {
  action: "matrix",
  hits: 100,
  repeat: 1,
  matrix: {
    batched: { [noCrash]: exact, "after-take": exact, "before-commit": exact, "after-commit": exact },
    buffered: {
      [noCrash]: exact,
      "after-take": exact,
      "before-acknowledge": exact,
      "before-commit": lost,
      "after-commit": exact,
    },
    getdel: { [noCrash]: exact, "after-take": lost, "after-commit": exact },
    stream: {
      [noCrash]: exactByName,
      "after-take": exactByName,
      "before-commit": exactByName,
      "after-commit": exactByName,
    },
  },
  leftOut: [],
  crashes: 12,
  durationMs: 9650,
};

/** A protocol of a student's that counts twice, sometimes, and another one that could not be crashed. */
export const matrixOfMine: MatrixResult = {
  action: "matrix",
  hits: 100,
  repeat: 3,
  matrix: {
    mine: {
      [noCrash]: exact,
      "after-commit": matrixCell([
        { times: 2, ledger: ledgerOf(100, { stored: 200, duplicated: 100 }) },
        { times: 1, ledger: ledgerOf(100, { stored: 100 }) },
      ]),
    },
  },
  leftOut: [{ strategy: "other", code: "nothing-to-crash" }],
  crashes: 3,
  durationMs: 2350,
};
