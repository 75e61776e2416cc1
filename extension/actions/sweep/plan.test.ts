import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { interpretCell } from "../../document/cell.ts";
import { actions } from "../index.ts";
import { type SweepParameters, sweepParameters } from "./parameters.ts";
import { compositionAt, estimateMs, loadsOf, planOf, settingsAt } from "./plan.ts";

const asked = (parameters: object): SweepParameters =>
  sweepParameters.parse({ strategies: ["atomic", "append"], ...parameters });

const plans = fc
  .record({
    connections: fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 8 }),
    rounds: fc.integer({ min: 1, max: 10 }),
  })
  .map((parameters) => planOf(asked({ ...parameters, seconds: 1 })));

test("every point comes once in each round, and at the same place on average", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const loads = loadsOf(plan);
      const { values, strategies, rounds } = plan;
      const size = values.length * strategies.length;
      assert.equal(loads.length, size * rounds);
      const of = (round: number) =>
        loads.filter((load) => load.round === round).map(({ strategy, value }) => `${strategy} ${value}`);
      for (let round = 1; round <= rounds; round++) assert.equal(new Set(of(round)).size, size);
      if (rounds > 1) assert.deepEqual(of(2), of(1).toReversed());
      assert.deepEqual(
        loads.map(({ round }) => round),
        loads.map(({ round }) => round).sort((one, other) => one - other),
      );
    }),
  );
});

test("the stack of a point is the one that was found, with the sizes of the point", () => {
  const found = { app: "node", with: ["kafka"], partitions: 4, pool: 5 } as const;
  const plan = planOf(asked({ processes: [4, 1], maxConnections: 100 }));
  assert.deepEqual(plan.values, [1, 4]);
  const at = (value: number) => compositionAt(found, settingsAt(plan, value));
  assert.deepEqual(at(1), { ...found, maxConnections: 100 }, "one process is the usual number");
  assert.deepEqual(at(4), { ...found, maxConnections: 100, processes: 4 });
  const ofLoad = planOf(asked({ connections: [1, 2] }));
  assert.deepEqual(compositionAt({ ...found, processes: 2 }, settingsAt(ofLoad, 1)), {
    ...found,
    processes: 2,
  });
});

test("a sweep over a knob of the start takes longer: each value is a start, and the last one puts back", () => {
  const of = (parameters: object) => estimateMs(planOf(asked(parameters)));
  assert.ok(of({ connections: [1, 2, 5] }) > 3 * 2 * 3 * 2_000);
  assert.ok(of({ pool: [1, 2, 5] }) > of({ connections: [1, 2, 5] }) + 8 * 2_000);
});

const refusal = (code: string) => {
  try {
    interpretCell({ kind: "cell", raw: "", language: "yaml", step: undefined, code, line: 0 }, actions);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.replaceAll("\u00a0", " ");
  }
  return "";
};

test("exactly one knob is a list, and nothing stands in it twice", () => {
  const cell = (parameters: string) => refusal(`sweep: { strategies: [atomic], ${parameters} }`);
  assert.equal(cell("connections: [1, 2]"), "");
  assert.equal(cell("pool: [1, 2], connections: 20, maxConnections: 50"), "");
  assert.match(cell("connections: 20"), /exactly one of/);
  assert.match(cell("connections: [1, 2], pool: [1, 2]"), /exactly one of/);
  assert.match(cell("connections: [1, 2, 1]"), /only once/);
  assert.match(refusal("sweep: { strategies: [atomic, atomic], connections: [1, 2] }"), /only once/);
  assert.match(cell("pool: [1, 5000]"), /pool/);
  assert.match(cell("connections: [1]"), /connections/);
});

test("a sweep of more than ten minutes is refused, with the sum", () => {
  const values = "connections: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
  assert.equal(refusal(`sweep: { strategies: [a, b], ${values}, seconds: 10 }`), "");
  assert.match(
    refusal(`sweep: { strategies: [a, b], ${values}, seconds: 20 }`),
    /10 values × 2 strategies × 3 rounds × 20 s make 1,200 s of load; at most 600 s/,
  );
});
