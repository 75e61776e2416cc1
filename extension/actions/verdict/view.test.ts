import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import type { Language } from "../../common/language.ts";
import { judgeByName, judgeCounter, stillMoving, unreadLedger, withClaims } from "../../ledger/judge.ts";
import type { LoadResult } from "../load/result.ts";
import { present } from "../present.ts";

const base = { ok: 0, failed: 0, unknown: 0 };
const counted = (outcomes: Partial<typeof base>, stored: number, pending = 0) => {
  const { ok, failed, unknown } = { ...base, ...outcomes };
  return judgeCounter({ attempted: ok + failed + unknown, ok, failed, unknown }, { stored, pending });
};

/** Hit n of the run has the nth outcome, and is stored as often as the nth number says. */
const named = (outcomeOf: readonly ("ok" | "failed" | "unknown")[], times: readonly number[]) => {
  const of = (outcome: string) => outcomeOf.filter((one) => one === outcome).length;
  const outcomes = {
    attempted: outcomeOf.length,
    ok: of("ok"),
    failed: of("failed"),
    unknown: of("unknown"),
  };
  return judgeByName(
    { ...outcomes, outcomeOf },
    (n) => `x-${n}`,
    new Map(times.map((count, index) => [`x-${index}`, count])),
  );
};

const verdicts: readonly [name: string, ledger: ReturnType<typeof counted>, en: string, ru: string][] = [
  [
    "one is gone",
    counted({ ok: 1 }, 0),
    "≠ At least 1 acknowledged hit is gone.",
    "≠ Пропало не меньше 1 подтверждённого запроса.",
  ],
  [
    "many are gone, by name",
    named(Array(22).fill("ok"), [1]),
    "≠ 21 acknowledged hits are gone.",
    "≠ 21 подтверждённый запрос пропал.",
  ],
  [
    "too many are counted",
    counted({ ok: 1000 }, 2000),
    "≠ The count is at least 1,000 too high: hits were counted more than once.",
    "≠ Счётчик завышен не меньше чем на 1 000: часть запросов посчитана больше одного раза.",
  ],
  [
    "refused hits may be stored",
    counted({ ok: 900, failed: 100 }, 950),
    "≠ The count is at least 50 too high: refused hits were stored, or hits were counted more than once; 100 were refused.",
    "≠ Счётчик завышен не меньше чем на 50: сохранены запросы, на которые пришёл отказ, или часть запросов посчитана больше одного раза; 100 получили отказ.",
  ],
  [
    "refused hits are stored",
    counted({ failed: 100 }, 100),
    "≠ The count is at least 100 too high: refused hits were stored; 100 were refused.",
    "≠ Счётчик завышен не меньше чем на 100: сохранены запросы, на которые пришёл отказ; 100 получили отказ.",
  ],
  [
    "more are counted than were ever sent",
    counted({ ok: 900, failed: 100 }, 1100),
    "≠ The count is at least 200 too high: hits were counted more than once; 100 were refused.",
    "≠ Счётчик завышен не меньше чем на 200: часть запросов посчитана больше одного раза; 100 получили отказ.",
  ],
  [
    "lost and counted twice",
    named(["ok", "ok", "ok"], [0, 2, 2]),
    "≠ 1 acknowledged hit is gone, and 2 were counted more than once.",
    "≠ 1 подтверждённый запрос пропал, а 2 посчитаны больше одного раза.",
  ],
  [
    "stored, though refused",
    named(["ok", "failed"], [1, 1]),
    "≠ 1 hit is stored that should not be: refused, or never sent; 1 was refused.",
    "≠ В базе 1 лишний запрос: на них пришёл отказ, или их вообще не отправляли; 1 получил отказ.",
  ],
  [
    "unknown outcomes leave room",
    counted({ ok: 990, unknown: 10 }, 995),
    "≈ The exact total is unknown: 995 are there, and anything from 990 to 1,000 would be right (10 hits got no clear answer).",
    "≈ Точный итог неизвестен: учтено 995, а верным было бы любое число от 990 до 1 000 (10 запросов остались без ясного ответа).",
  ],
  [
    "what is in the buffer is only the app's word",
    withClaims(counted({ ok: 1000 }, 200, 800), 800),
    "≈ If the app's word is right, so is the count: 1,000 acknowledged, 200 stored, 800 still in the buffer; 800 hits are in the buffer only by the app's word: the lab finds no trace of them in Redis or PostgreSQL.",
    "≈ Если верить приложению, счёт сошёлся: подтверждено 1 000, сохранено 200, ещё в буфере 800; что 800 запросов в буфере, известно только со слов приложения: ни в Redis, ни в PostgreSQL их следов нет.",
  ],
  [
    "the app's word does not close the account",
    withClaims(counted({ ok: 1000 }, 200, 700), 700),
    "≠ At least 100 acknowledged hits are gone; 700 hits are in the buffer only by the app's word: the lab finds no trace of them in Redis or PostgreSQL.",
    "≠ Пропало не меньше 100 подтверждённых запросов; что 700 запросов в буфере, известно только со слов приложения: ни в Redis, ни в PostgreSQL их следов нет.",
  ],
  [
    "the servers could not be read",
    unreadLedger(
      { attempted: 1000, ok: 900, failed: 100, unknown: 0 },
      { en: "No port is free.", ru: "Нет портов." },
    ),
    "≈ The load is measured, but where its hits are could not be read: No port is free; 100 were refused.",
    "≈ Нагрузка измерена, но прочитать, где её запросы, не удалось: Нет портов; 100 получили отказ.",
  ],
  [
    "the count still changes",
    stillMoving(counted({ ok: 1000 }, 400)),
    "≈ The count was still changing when it was read last: 400 of 1,000 acknowledged hits were there (they are written after their answer, or something else sends hits).",
    "≈ Счётчик всё ещё менялся: из 1 000 подтверждённых запросов при последнем чтении было учтено 400 (либо они записываются уже после ответа, либо запросы шлёт кто-то ещё).",
  ],
  [
    "all there, part in the buffer",
    counted({ ok: 1000, failed: 2 }, 900, 100),
    "= The count is right: 1,000 acknowledged, 900 stored, 100 still in the buffer; 2 were refused.",
    "= Счёт сошёлся: подтверждено 1 000, сохранено 900, ещё в буфере 100; 2 получили отказ.",
  ],
  [
    "all there, by name",
    named(["ok", "unknown", "unknown"], [1, 1]),
    "= Every acknowledged hit is there, by name: 1 acknowledged, 2 stored; 2 got no clear answer, 1 of them is there all the same.",
    "= Каждый подтверждённый запрос на месте, поимённо: подтверждено 1, сохранено 2; 2 остались без ясного ответа, но 1 из них всё же учтён.",
  ],
  [
    "nothing was promised",
    counted({ failed: 5 }, 0),
    "• Not one hit was acknowledged, so there was nothing to lose; 5 were refused.",
    "• Ни один запрос не подтверждён, терять было нечего; 5 получили отказ.",
  ],
];

for (const [name, ledger, en, ru] of verdicts) {
  test(`verdict: ${name}`, () => {
    const result: LoadResult = { ...samples.naive, unexpected: 0, ...ledger, failures: {} };
    for (const [language, expected] of [
      ["en", en],
      ["ru", ru],
    ] as const) {
      const [verdict] = present(samples.cell(result), language);
      assert.ok(verdict?.kind === "verdict");
      assert.equal(`${verdict.sign} ${verdict.text}`.replaceAll("\u00a0", " "), expected);
    }
  });
}

test("the picture calls hits counted again only where they must have been", () => {
  const captionOf = (ledger: ReturnType<typeof counted>) => {
    const blocks = present(samples.cell({ ...samples.naive, ...ledger, failures: {} }), "en");
    return blocks.find((block) => block.kind === "ledger")?.caption ?? "";
  };
  assert.match(captionOf(counted({ ok: 900, failed: 100 }, 950)), /stored 900, too many \+50$/);
  assert.match(captionOf(counted({ ok: 900, failed: 100 }, 1100)), /stored 900, counted again \+200$/);
  assert.match(captionOf(stillMoving(counted({ ok: 1000 }, 400))), /stored 400, not there yet 600$/);
});

test("the cause in the verdict is one of the refusals, and says when it is not the only one", () => {
  const causeOf = (failures: Record<string, number>, unknown: number) => {
    const [verdict] = present(samples.cell({ ...samples.everything, failed: 60, unknown, failures }), "en");
    assert.ok(verdict?.kind === "verdict");
    return /refused(?: \((.*?)\))?[;.]/.exec(verdict.text)?.[1];
  };
  assert.equal(causeOf({ "53300": 60, "no-answer": 100 }, 100), "53300 too_many_connections");
  assert.equal(causeOf({ "53300": 40, "pool-timeout": 20 }, 0), "mostly 53300 too_many_connections");
  assert.equal(causeOf({}, 0), undefined);
});

test("hits that a copied strategy counted for the original are told below the ledger, as a question", () => {
  const elsewhere = [{ strategy: "atomic", hits: 446 }];
  for (const result of [samples.naive, samples.process]) {
    assert.ok(!JSON.stringify(present(samples.cell(result), "en")).includes("meanwhile"));
    const lines = (language: Language) =>
      present(samples.cell({ ...result, elsewhere }), language).filter((block) => block.kind === "line");
    const { strategy } = result;
    assert.deepEqual(lines("en")[0], {
      kind: "line",
      text: `446 hits were counted for “atomic” meanwhile: does the code of “${strategy}” still name “atomic”?`,
      tone: "hint",
    });
    assert.match(lines("ru")[0]?.text ?? "", /^446 запросов засчитано тем временем стратегии «atomic»/);
  }
});
