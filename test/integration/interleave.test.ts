import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Lab } from "../../extension/actions/define.ts";
import { interleave } from "../../extension/actions/interleave/interleave.ts";
import type { InterleaveResult } from "../../extension/actions/interleave/result.ts";
import { Session } from "../../extension/actions/session.ts";
import { storageFolder } from "../../extension/cli/folders.ts";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { commandLine, descendantsOf, distFolder, root } from "../support/stack.ts";

describe("every order of the statements of hits that come at once", () => {
  const session = new Session({
    engine: "embedded",
    stackFolder: `${root}lab-stack`,
    storageFolder: storageFolder(),
    distFolder,
    keepData: false,
  });
  const lab: Lab = {
    session,
    language: "en",
    signal: new AbortController().signal,
    progress: () => undefined,
    confirmDownload: async () => true,
  };
  before(async () => {
    await session.start(lab);
  });
  after(() => session.stop());

  const run = async (
    parameters: Record<string, unknown>,
    context: Partial<Lab> = {},
  ): Promise<InterleaveResult> => {
    const result = await interleave.run({ ...lab, ...context }, interleave.parameters.parse(parameters));
    assert.ok(result.action === "interleave");
    return result;
  };
  /** [orders in all, right, losing, with a refusal, with a wait] at each level. */
  const counts = ({ levels }: InterleaveResult) =>
    Object.values(levels).map(({ orders, exact, losing, aborting, waiting }) => [
      orders,
      exact,
      losing,
      aborting,
      waiting,
    ]);
  const refusedWith = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;
  const hitPrograms = async () => {
    const lines = await Promise.all((await descendantsOf(process.pid)).map(commandLine));
    return lines.filter((line) => line.includes("one-hit.ts"));
  };
  const backendsOfApp = async () => {
    const { byState } = await session.require().inspection.connections();
    return byState.filter(({ role }) => role === "surge_app").map(({ state, count }) => `${state} ${count}`);
  };

  test("pooled: a read and a write each, at every level 6 orders, and 4 lose a hit", async () => {
    // R and W of A, r and w of B. Two places of four are A's: 4! / (2! 2!) = 6 orders. A hit is right only if it reads
    // after the other one's write: RWrw and rwRW. In the other 4 both read the same number and write the same one.
    // Each statement is a transaction of its own; so no level sees that the write depends on the read.
    const result = await run({ strategy: "pooled" });
    assert.deepEqual(counts(result), Array(3).fill([6, 2, 4, 0, 0]));
    const [right, wrong] = result.levels["read-committed"]?.outcomes ?? [];
    assert.deepEqual(right?.orders, ["AABB", "BBAA"]);
    assert.deepEqual(wrong?.orders, ["ABAB", "ABBA", "BAAB", "BABA"]);
    assert.equal(result.shown.order, "ABAB");
    assert.deepEqual(
      result.shown.steps.map(({ answer, stored }) => `${answer} ${stored}`),
      ["value = 0 0", "value = 0 0", "UPDATE 1 1", "UPDATE 1 1"],
    );
  });

  test("pooled with three clients: 90 orders, of which only the 6 serial ones are right", async () => {
    // 6! / (2! 2! 2!) = 90. All three are kept only if each reads after the write of the one before: 3! = 6.
    const result = await run({ strategy: "pooled", clients: 3, level: "read-committed" });
    assert.deepEqual(counts(result), [[90, 6, 84, 0, 0]]);
  });

  test("a connection of its own for each hit changes nothing about the orders", async () => {
    assert.deepEqual(counts(await run({ strategy: "naive" })), Array(3).fill([6, 2, 4, 0, 0]));
  });

  test("atomic: one statement each, 2 orders, and none loses a hit", async () => {
    assert.deepEqual(counts(await run({ strategy: "atomic" })), Array(3).fill([2, 2, 0, 0, 0]));
  });

  test("append: a row each, 2 orders, and each hit is there", async () => {
    assert.deepEqual(counts(await run({ strategy: "append" })), Array(3).fill([2, 2, 0, 0, 0]));
  });

  test("slotted, when both draw the same slot: one statement each, 2 orders, and none loses a hit", async () => {
    assert.deepEqual(counts(await run({ strategy: "slotted" })), Array(3).fill([2, 2, 0, 0, 0]));
  });

  test("locked: 6 orders, none loses a hit, in 4 of them one waits", async () => {
    // L W C of A, l w c of B (L is BEGIN with the SELECT … FOR UPDATE). If A is first, B can try its l after L, after
    // W, or after C. In the first two cases it waits, and A goes on alone; then B has the row to itself. 3 orders, 2 of
    // them with a wait; with B first as many. At READ COMMITTED it reads what A has committed when its wait is over.
    // From REPEATABLE READ on it must not see that, so a wait ends with 40001.
    const result = await run({ strategy: "locked" });
    const refusing = [6, 2, 0, 4, 4];
    assert.deepEqual(counts(result), [[6, 6, 0, 0, 4], refusing, refusing]);
  });

  test("serializable-once chooses its level itself: refusals at each", async () => {
    // As pooled in one transaction at SERIALIZABLE.
    assert.deepEqual(counts(await run({ strategy: "serializable-once" })), Array(3).fill([14, 2, 0, 12, 6]));
    const wrapped = { strategy: "serializable-once", transaction: true };
    await assert.rejects(run(wrapped), refusedWith("own-transaction"));
  });

  test("serializable: who was overtaken tries again, and every order ends well", async () => {
    const [only = []] = counts(await run({ strategy: "serializable", level: "serializable" }));
    const [orders = 0, exact, losing, aborting] = only;
    assert.deepEqual([exact, losing, aborting], [orders, 0, 0]);
  });

  test("pooled in one transaction: READ COMMITTED loses, the stricter levels refuse", async () => {
    // R W C of A, r w c of B: 6! / (3! 3!) = 20 orders if nobody waited. W locks the row until C. Where both writes come
    // before both commits (6 ways to order RWrw, 2 to order Cc: 12), the second writer waits, and cannot commit before
    // the first: 6 of the 12 do not exist, in the other 6 somebody waits. So there are 14 orders.
    // READ COMMITTED is right only where one reads after the other's commit: RWCrwc, rwcRWC. The other 12 lose a hit.
    // From REPEATABLE READ on, a write to a row that was changed after one's own read is refused (40001), at once or
    // when the wait is over; that hit has no commit. If A is first to write: r stands before C in one of 3 places, w
    // after W on either side of C: 6 orders, 3 of them with a wait; with B first as many, and the 2 serial ones: 14.
    const result = await run({ strategy: "pooled", transaction: true });
    const refusing = [14, 2, 0, 12, 6];
    assert.deepEqual(counts(result), [[14, 2, 12, 0, 6], refusing, refusing]);
    const codes = result.levels.serializable?.outcomes.map(({ failures }) => Object.keys(failures).join());
    assert.deepEqual(codes, ["", "40001", "40001"]);
  });

  test("a strategy with a connection of its own has that transaction, too", async () => {
    const result = await run({ strategy: "naive", transaction: true, level: "repeatable-read" });
    assert.deepEqual(counts(result), [[14, 2, 0, 12, 6]]);
  });

  test("one order is played again as it was, with a wait and what each statement read", async () => {
    const result = await run({ strategy: "atomic", transaction: true, order: "ABAB" });
    assert.deepEqual(
      result.shown.steps.map(({ client, statement, answer, stored }) => [
        client,
        statement?.split(" ").slice(0, 2).join(" ") ?? null,
        answer,
        stored,
      ]),
      [
        ["A", "BEGIN; UPDATE", "UPDATE 1", 0],
        ["B", "BEGIN; UPDATE", null, 0],
        ["A", "COMMIT", "COMMIT", null],
        ["B", null, "UPDATE 1", 1],
        ["B", "COMMIT", "COMMIT", 2],
      ],
    );
    assert.deepEqual([result.shown.ok, result.shown.stored, result.shown.waited], [2, 2, true]);
  });

  test("an order that cannot be is told, not bent", async () => {
    await assert.rejects(run({ strategy: "pooled", order: "AAA" }), refusedWith("order-not-possible"));
    await assert.rejects(run({ strategy: "atomic", order: "ABAB" }), refusedWith("order-not-possible"));
    // B's UPDATE waits for A's COMMIT: it is not B's turn.
    const waits = { strategy: "atomic", transaction: true, order: "ABB" };
    await assert.rejects(run(waits), refusedWith("order-not-possible"));
  });

  test("a strategy whose hits go into a buffer is refused, and its buffer is left alone", async () => {
    for (const strategy of ["buffered", "memory", "stream"]) {
      await assert.rejects(run({ strategy }), refusedWith("nothing-to-interleave"));
    }
    assert.deepEqual(await session.require().inspection.counted("buffered"), { stored: 0, pending: 0 });
  });

  test("afterwards its counter is zero, and no process and no connection is left", async () => {
    await run({ strategy: "pooled" });
    assert.deepEqual(await session.require().inspection.counted("pooled"), { stored: 0, pending: 0 });
    assert.deepEqual(await hitPrograms(), []);
    assert.deepEqual(await backendsOfApp(), []);
  });

  test("a cancel ends it within a second, open transactions included", async () => {
    const cancel = new AbortController();
    let cancelledAt: number | undefined;
    const running = run(
      { strategy: "pooled", transaction: true, clients: 3 },
      {
        signal: cancel.signal,
        progress: () => {
          if (cancelledAt !== undefined) return;
          cancelledAt = 0;
          // In the middle of an order.
          setTimeout(() => {
            cancelledAt = performance.now();
            cancel.abort();
          }, 30);
        },
      },
    );
    await assert.rejects(running, isAbort);
    const tookMs = performance.now() - (cancelledAt ?? 0);
    assert.ok(tookMs < 1_000, `${tookMs} ms`);
    assert.deepEqual(await hitPrograms(), []);
    assert.deepEqual(await backendsOfApp(), []);
    assert.deepEqual(await session.require().inspection.counted("pooled"), { stored: 0, pending: 0 });
    assert.deepEqual(counts(await run({ strategy: "atomic", level: "serializable" })), [[2, 2, 0, 0, 0]]);
  });
});
