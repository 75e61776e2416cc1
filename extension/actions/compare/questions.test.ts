import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { asked, questionsOf, tables } from "../../../test/support/shown.ts";
import { languages } from "../../common/language.ts";
import { schemaOf } from "../../document/schema.ts";
import { rankableSeconds } from "../../ledger/long-enough.ts";
import { loadParameters } from "../load/parameters.ts";
import type { LoadResult } from "../load/result.ts";
import { present } from "../present.ts";

test("an open loop's rate was asked for, so that it is no rival in speed", () => {
  const { frozenClosed, frozenOpen } = samples;
  const other = { ...frozenClosed, strategy: "batched", requestsPerSecond: 9000 };
  assert.match(questionsOf({ action: "compare", runs: [frozenClosed, other] }), /`batched` was the fastest/);
  assert.doesNotMatch(questionsOf({ action: "compare", runs: [other, frozenOpen] }), /fastest/);
});

test("help, questions and marks give one rule for what is long enough to rank", () => {
  const rule = { en: `${rankableSeconds} s`, ru: `${rankableSeconds} с` };
  const exact = { ...samples.naive, lost: 0, failed: 0, failures: {}, ok: 1000, verdict: "exact" as const };
  const help = schemaOf(loadParameters).properties?.duration?.about;
  for (const language of languages) {
    const compared = { action: "compare", runs: [samples.naive] } as const;
    const [table] = tables(present(samples.cell(compared), language));
    const answers = [...asked(exact, language), ...asked(compared, language)].map(
      ({ answer }) => answer.markdown,
    );
    const ranking = answers.filter((answer) => /warm-up|разогрев/.test(answer));
    assert.equal(ranking.length, 2);
    for (const text of [...ranking, table?.note ?? ""]) {
      const said = text.replaceAll("\u00a0", " ");
      assert.ok(said.includes(rule[language]), said);
      assert.doesNotMatch(said, /10/);
    }
    assert.match(help?.[language] ?? "", new RegExp(`\\b${rankableSeconds}\\b`));
  }
});

test("a comparison ranks only runs that are long enough", () => {
  const compared = (...runs: LoadResult[]) => questionsOf({ action: "compare", runs });
  const long = { durationMs: 10_000 };
  const [naive, batched] = [
    { ...samples.naive, ...long },
    { ...samples.batched, ...long },
  ];
  assert.match(compared(naive, batched), /`batched` lost none and was the faster one too/);
  const quick = { ...naive, requestsPerSecond: 9000 };
  assert.match(
    compared(quick, batched),
    /`naive` answered 9,000 hits\/s and lost ≥446; `batched` 6,579 and lost none/,
  );
  const short = compared(samples.naive, samples.batched);
  assert.match(short, /`naive` lost ≥446 of 527 acknowledged hits/);
  assert.match(short, /`naive` ran for 2.8\u00a0s at 189 ok\/s\. Why is that no speed to rank by/);
  assert.doesNotMatch(short, /faster|fastest/);
});

test("a disturbed run ranks only where there are not two others, and is marked either way", () => {
  const { timed, disturbed } = samples;
  const faster = { ...disturbed, run: 6, requestsPerSecond: 9000 };
  const third = { ...timed, run: 7, strategy: "batched", requestsPerSecond: 3000 };
  assert.match(questionsOf({ action: "compare", runs: [timed, faster] }), /`buffered` was the fastest/);
  const compared = { action: "compare", runs: [timed, faster, third] } as const;
  assert.match(questionsOf(compared), /`batched` was the fastest/);
  const [table] = tables(present(samples.cell(compared), "en"));
  assert.deepEqual(
    table?.rows.map(([run]) => run),
    ["5", "6§", "7"],
  );
  assert.match(table?.note ?? "", /§ disturbed/);
});

test("a run that the generator limited ranks, and is marked: it could have been faster", () => {
  const { timed } = samples;
  const limited = { ...timed, strategy: "memory", limitedBy: { code: "generator", share: 0.9 } } as const;
  const compared = { action: "compare", runs: [timed, { ...limited, requestsPerSecond: 9000 }] } as const;
  assert.match(questionsOf(compared), /`memory` was the fastest/);
  assert.match(tables(present(samples.cell(compared), "en"))[0]?.note ?? "", /¶ the load generator/);
});
