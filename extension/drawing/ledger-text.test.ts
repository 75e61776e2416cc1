import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ledgerBlock } from "../actions/verdict/view.ts";
import { judgeCounter } from "../ledger/judge.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { layOut, ledgerLines } from "./ledger-text.ts";
import { widthOf } from "./width.ts";

const count = fc.oneof(fc.constant(0), fc.nat(20), fc.nat(100_000));

const byCounter = fc
  .record({ ok: count, failed: count, unknown: count, stored: count, pending: count })
  .map(({ ok, failed, unknown, stored, pending }) =>
    judgeCounter({ attempted: ok + failed + unknown, ok, failed, unknown }, { stored, pending }),
  );

/** Numbers as a judge by names gives them: copies, strangers and recovered ones at once. */
const byName = fc
  .record({
    kept: count,
    lost: count,
    failed: count,
    recovered: count,
    rest: count,
    duplicated: count,
    unexpected: count,
  })
  .map(({ kept, lost, failed, recovered, rest, duplicated, unexpected }): Ledger => {
    const copies = Math.min(duplicated, kept);
    const [ok, unknown] = [kept + lost, recovered + rest];
    return {
      ...{ attempted: ok + failed + unknown, ok, failed, unknown, pending: 0, lost, recovered, unexpected },
      ...{
        stored: kept + recovered + copies + unexpected,
        duplicated: copies,
        byName: true,
        verdict: "exact",
      },
    };
  });

const ledgers = fc.oneof(byCounter, byName);

test("the parts of a row add up to what they came from, and to the counter", () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      const [first = [], second = [], third = []] = ledgerBlock(ledger, "en").rows;
      const sum = (parts: readonly { count: number }[]) =>
        parts.reduce((total, part) => total + part.count, 0);
      const roles = (...wanted: string[]) => sum(third.filter(({ role }) => wanted.includes(role)));
      assert.equal(sum(first), ledger.attempted);
      assert.equal(sum(second), ledger.attempted);
      assert.equal(roles("stored", "pending", "duplicated", "unexpected"), ledger.stored + ledger.pending);
      assert.equal(
        roles("stored", "pending", "lost") - Math.min(ledger.recovered, ledger.unknown),
        ledger.ok,
      );
    }),
  );
});

test("every part lies under one part of the row above, widths true to the numbers", () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      const { rows } = ledgerBlock(ledger, "en");
      for (const [depth, row] of rows.entries()) {
        for (const { role, count: hits, from, share } of row) {
          assert.ok(Number.isFinite(from) && Number.isFinite(share));
          if (ledger.attempted > 0) assert.ok(Math.abs(share - hits / ledger.attempted) < 1e-9);
          if (depth === 0 || share === 0 || role === "duplicated" || role === "unexpected") continue;
          const parent = (rows[depth - 1] ?? []).find(
            (above) => above.from <= from + 1e-9 && from + share <= above.from + above.share + 1e-9,
          );
          assert.ok(parent, `${role} hangs in the air`);
        }
      }
    }),
  );
});

test("in characters too: every part is seen, none overlaps, children stay under their parent", () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 30, max: 160 }), (ledger, width) => {
      const block = ledgerBlock(ledger, "en");
      const rows = layOut(block, width);
      for (const [depth, row] of rows.entries()) {
        let edge = 0;
        for (const { part, start, end } of row) {
          assert.ok(start >= edge && end > start && end <= width, part.label);
          edge = end;
          const past = part.role === "duplicated" || part.role === "unexpected";
          if (depth === 0 || past) continue;
          assert.ok(
            rows[depth - 1]?.some((above) => above.start <= start && end <= above.end),
            part.label,
          );
        }
        assert.equal(row.length, block.rows[depth]?.filter(({ share }) => share > 0).length);
      }
    }),
  );
});

test("widths in characters are as true as whole characters allow", () => {
  const ledger = judgeCounter(
    { attempted: 1000, ok: 527, failed: 473, unknown: 0 },
    { stored: 81, pending: 0 },
  );
  for (const { part, start, end } of layOut(ledgerBlock(ledger, "en"), 100).flat()) {
    assert.ok(Math.abs(end - start - 100 * part.share) <= 1, part.label);
  }
});

test("every label stands in its bar or below, and no line is wider than the width", () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 8, max: 160 }), (ledger, width) => {
      const block = ledgerBlock(ledger, "ru");
      const lines = ledgerLines(block, width).map((line) => line.map(({ text }) => text).join(""));
      for (const line of lines) assert.ok(widthOf(line) <= width, line);
      const all = lines.join(" ").replace(/\s+/g, "");
      for (const { label, share } of block.rows.flat()) {
        if (share > 0) assert.ok(all.includes(label.replace(/\s+/g, "")), label);
      }
    }),
  );
});
