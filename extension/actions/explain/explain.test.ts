import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { HitIds } from "../../load/hit-ids.ts";
import { checkExplain } from "./check.ts";
import { readEvidence, type TracedRun } from "./read-evidence.ts";
import type { ExplainResult } from "./result.ts";
import { explainView } from "./view.ts";

const ids = new HitIds({ hitIdPrefix: "run-1", hitIdSecret: "secret" });
const [a, b, c] = [ids.of(0), ids.of(1), ids.of(2)];

/** Three hits with the answer "ok"; the second writes over the first. */
const traced: TracedRun = {
  result: {
    ...samples.naive,
    run: 4,
    strategy: "pooled",
    attempted: 3,
    ok: 3,
    failed: 0,
    stored: 2,
    lost: 1,
  },
  ids,
  outcomeOf: Uint8Array.of(0, 0, 0),
  pendingBefore: 0,
  evidence: {
    pending: 0,
    writes: [
      { by: a, before: 0, after: 1, relative: false, slot: null, at: 1005, backend: 71 },
      { by: b, before: 1, after: 1, relative: false, slot: null, at: 1006, backend: 72 },
      { by: c, before: 1, after: 2, relative: false, slot: null, at: 1009, backend: 71 },
    ],
    commands: [],
    traces: [a, b, c].map((id, index) => ({
      id,
      pid: 60,
      steps: [
        {
          server: "postgres",
          text: "SELECT value",
          sentAt: 1000 + index,
          answeredAt: 1002 + index,
          value: index >> 1,
        },
        { server: "postgres", text: "UPDATE", sentAt: 1004, answeredAt: 1010, value: null },
      ],
    })),
  },
};
const price = { requestsPerSecond: 100, untraced: { run: 3, requestsPerSecond: 125 } };
const result: ExplainResult = { ...readEvidence(traced), price };

describe("an explanation", () => {
  test("names the hits of a collision, what each read and wrote, and when", () => {
    assert.deepEqual([result.lost, result.explained, result.lostHits], [1, 1, [a]]);
    assert.deepEqual(result.collisions, [
      {
        undid: 1,
        found: 1,
        hits: [
          { id: a, read: 0, wrote: 1, atMs: 5, readMs: [0, 2], backend: 71, app: 60 },
          { id: b, read: 0, wrote: 1, atMs: 6, readMs: [1, 3], backend: 72, app: 60 },
        ],
      },
    ]);
    assert.deepEqual(result.replay, { strategy: "pooled", order: "ABAB" });
    assert.deepEqual(checkExplain(result), []);
  });

  test("that differs from the ledger is shown as a fault of the lab", () => {
    const planted: ExplainResult = {
      ...readEvidence({ ...traced, result: { ...traced.result, lost: 2 } }),
      price,
    };
    for (const [language, words] of [
      ["en", /The ledger counts 2 lost hits, the records of the servers 1\. That is a fault of the lab/],
      ["ru", /По учёту потеряно 2, по записям серверов — 1\. Это ошибка лаборатории/],
    ] as const) {
      const { main } = explainView(planted, language);
      assert.ok(main[0]?.kind === "verdict" && main[0].sign === "≠");
      assert.match(main.map((block) => ("text" in block ? block.text : "")).join("\n"), words);
    }
    const [verdict] = explainView(result, "en").main;
    assert.ok(verdict?.kind === "verdict" && verdict.sign === "=");
    assert.equal(verdict.text, "1 of 1 lost hit explained: 1 write over a value that had moved on.");
  });

  test("of a buffer in a Redis that was not heard says so, and does not speak of a fault", () => {
    const step = { server: "redis", text: "incr pending_hits", sentAt: 1, answeredAt: 2, value: 1 } as const;
    const evidence = { writes: [], pending: 0, commands: null, traces: [{ id: a, pid: 60, steps: [step] }] };
    const unheard: ExplainResult = { ...readEvidence({ ...traced, evidence }), price };
    const shown = JSON.stringify(explainView(unheard, "en").main);
    assert.match(shown, /Redis could not be listened to/);
    assert.doesNotMatch(shown, /fault of the lab/);
  });

  test("says that the app in Python does not play a collision", () => {
    const { main } = explainView({ ...result, notPlayed: "fastapi" }, "en");
    assert.match(JSON.stringify(main), /Only the app on Node/);
  });

  test("says what the trace cost, where the same load ran without one", () => {
    const shown = JSON.stringify(explainView(result, "en").after);
    assert.match(shown, /run 3.*125 ok\/s: the trace cost 20\u00a0%/);
    assert.match(
      JSON.stringify(explainView({ ...result, price: { ...price, untraced: null } }, "en").after),
      /without `trace`/,
    );
  });

  test("of which one number was changed disagrees with itself", () => {
    for (const changed of [
      { explained: 2 },
      { overwrites: 2 },
      { worst: 3 },
      { causes: { ...result.causes, overwritten: 4 } },
      { collisions: [] },
      { replay: { strategy: "pooled", order: "ABBA" } },
      { lost: 7 },
    ])
      assert.notDeepEqual(checkExplain({ ...result, ...changed }), [], JSON.stringify(changed));
  });
});
