import assert from "node:assert/strict";
import { test } from "node:test";
import { interpretCell } from "../../document/cell.ts";
import { CellError } from "../../document/cell-error.ts";
import { newCell } from "../../document/parse.ts";
import { load } from "./load.ts";

test("what cannot be run is refused where it is written", () => {
  const accepts = (rest: object) => load.parameters.safeParse({ strategy: "naive", ...rest }).success;
  assert.ok(accepts({ timeout: 1 }) && accepts({ timeout: 60 }));
  assert.ok(!accepts({ timeout: 0.5 }) && !accepts({ timeout: 61 }));
  assert.ok(accepts({ duration: 1, connections: 1000 }) && !accepts({ duration: 0.5 }));
  assert.ok(!accepts({ duration: -1 }) && !accepts({ requests: 100, duration: 1 }));
  for (const requests of [0, 10.5, Number.NaN]) assert.ok(!accepts({ requests }), `${requests} requests`);
  for (const connections of [0, 1001]) assert.ok(!accepts({ duration: 1, connections }));
  assert.ok(accepts({ requests: 10, connections: 10 }) && !accepts({ requests: 10, connections: 11 }));
});

test("an open loop needs an end, and one within the time that a load may last", () => {
  const faults = (rest: object) => {
    const { error } = load.parameters.safeParse({ strategy: "naive", ...rest });
    return (error?.issues ?? []).map(({ path }) => path.join("."));
  };
  assert.deepEqual(faults({ rate: 500, duration: 10 }), []);
  assert.deepEqual(faults({ rate: 500, requests: 10, connections: 50 }), [], "`connections` is only a limit");
  assert.deepEqual(faults({ rate: 500 }), ["duration"]);
  assert.deepEqual(faults({ rate: 500, requests: 10, duration: 10 }), ["duration"]);
  assert.deepEqual(faults({ rate: 1, requests: 600 }), []);
  assert.deepEqual(faults({ rate: 1, requests: 601 }), ["requests"]);
  for (const rate of [0, 0.5, 20_001]) assert.equal(faults({ rate, duration: 10 })[0], "rate");
});

test("autocannon sends a closed loop and nothing else", () => {
  const faults = (rest: object) => {
    const { error } = load.parameters.safeParse({ strategy: "naive", by: "autocannon", ...rest });
    return (error?.issues ?? []).map(({ path }) => path.join("."));
  };
  assert.deepEqual(faults({ duration: 10 }), []);
  assert.deepEqual(faults({ duration: 10, rate: 100 }), ["rate"]);
});

test("a freeze lies within the load, where its end is known", () => {
  const faults = (rest: object) => {
    const { error } = load.parameters.safeParse({ strategy: "naive", ...rest });
    return (error?.issues ?? []).map(({ path }) => path.join("."));
  };
  const pause = { after: 2, ms: 1000 };
  assert.deepEqual(faults({ duration: 10, pause }), []);
  assert.deepEqual(faults({ requests: 1000, pause }), []);
  assert.deepEqual(faults({ duration: 2, pause }), ["pause.after"]);
  assert.deepEqual(faults({ requests: 1000, rate: 500, pause }), ["pause.after"]);
  assert.deepEqual(faults({ requests: 1001, rate: 500, pause }), []);
  assert.deepEqual(faults({ duration: 10, pause: { after: 2 } }), ["pause.ms"]);
});

test("what an open loop lacks is named with what to add", () => {
  const cell = newCell("yaml", undefined, "load: { strategy: naive, rate: 500 }", "\n");
  assert.throws(
    () => interpretCell(cell, [load]),
    (error) => {
      assert.ok(error instanceof CellError);
      assert.match(`${error.what.en} ${error.remedy.en}`, /how fast.*not how long.*Add `duration`\.$/);
      assert.match(`${error.what.ru} ${error.remedy.ru}`, /как часто.*Добавьте `duration`\.$/);
      return true;
    },
  );
});
