import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { type Language, languages } from "../common/language.ts";
import type { Block, TableBlock } from "../drawing/blocks.ts";
import { renderText } from "../drawing/text.ts";
import { judgeByName, judgeCounter } from "../ledger/judge.ts";
import type { LoadResult } from "./load/result.ts";
import { present, presentProgress } from "./present.ts";

/** As in a terminal, with ordinary spaces where the language puts no-break ones. */
function shown(blocks: readonly Block[], lines: number): string {
  const text = renderText(blocks, { width: 84, colour: false, language: "en" });
  return `\n${text.replaceAll("\u00a0", " ").split("\n").slice(0, lines).join("\n")}`;
}

test("a naive load in English", () => {
  assert.equal(
    shown(present(samples.naiveCell, "en"), 9),
    `
✗ At least 446 acknowledged hits are gone; 473 were refused (53300
  too_many_connections).
attempted 1,000  ███████████████████████████████████████████████████████████████████
                 refused 473 ░░░░░░░░░░░░░░░░░░░░│acknowledged 527 █████████████████
                                                 │████│LOST 446 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                 █ stored 81
189 ok/s   p50 112 ms   p99 478 ms   closed loop, 50 connections, 2.8 s
embedded, PostgreSQL 16.14, 2 cores
Answers per second: acknowledged  ▅▇▇  up to 212/s`,
  );
});

test("a naive load in Russian", () => {
  assert.equal(
    shown(present(samples.naiveCell, "ru"), 8),
    `
✗ Пропало не меньше 446 подтверждённых запросов; 473 получили отказ (53300
  too_many_connections).
отправлено 1 000  ██████████████████████████████████████████████████████████████████
                  отказ 473 ░░░░░░░░░░░░░░░░░░░░░│подтверждено 527 █████████████████
                                                 │████│ПОТЕРЯНО 446 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  █ сохранено 81
189 подтв./с   p50 112 мс   p99 478 мс   замкнутый цикл, 50 соединений, 2,8 с
embedded, PostgreSQL 16.14, 2 ядра`,
  );
});

test("the whole of a load keeps the order of the design", () => {
  const kinds = present(samples.naiveCell, "en").map((block) =>
    block.kind === "line" ? (block.tone ?? "line") : block.kind,
  );
  assert.deepEqual(kinds, [
    "verdict",
    "ledger",
    "line",
    "chart",
    "chart",
    "table",
    "table",
    "line",
    "question",
    "question",
    "command",
    "details",
  ]);
});

test("what runs while hits come in has the same ledger", () => {
  assert.equal(
    shown(presentProgress(samples.progress, "en", samples.slices), 9),
    `
• 520 hits so far, 1.4 s elapsed, about 1.3 s to go
attempted 520  ████████████████████████████████████
               refused 246 ░░░░░│acknowledged 274 █
now 375 hits/s   274 acknowledged, 246 refused, 0 unknown
Answers per second: acknowledged  ██  up to 200/s
Answers per second: refused       █▇  up to 176/s
Latency of the answers    (known at the end of the run)`,
  );
  const [during, final] = [presentProgress(samples.progress, "en"), present(samples.naiveCell, "en")].map(
    (blocks) => blocks.find(({ kind }) => kind === "ledger"),
  );
  assert.ok(during?.kind === "ledger" && final?.kind === "ledger");
  assert.equal(during.rows.length, final.rows.length);
});

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
    "x",
    new Map(times.map((count, index) => [`x-${index}`, count])),
  );
};

const verdicts: readonly [name: string, ledger: ReturnType<typeof counted>, en: string, ru: string][] = [
  [
    "one is gone",
    counted({ ok: 1 }, 0),
    "✗ At least 1 acknowledged hit is gone.",
    "✗ Пропало не меньше 1 подтверждённого запроса.",
  ],
  [
    "many are gone, by name",
    named(Array(22).fill("ok"), [1]),
    "✗ 21 acknowledged hits are gone.",
    "✗ 21 подтверждённый запрос пропал.",
  ],
  [
    "too many are counted",
    counted({ ok: 1000 }, 2000),
    "✗ The count is at least 1,000 too high: hits were counted more than once.",
    "✗ Счётчик завышен не меньше чем на 1 000: часть запросов посчитана больше одного раза.",
  ],
  [
    "lost and counted twice",
    named(["ok", "ok", "ok"], [0, 2, 2]),
    "✗ 1 acknowledged hit is gone, and 2 were counted more than once.",
    "✗ 1 подтверждённый запрос пропал, а 2 посчитаны больше одного раза.",
  ],
  [
    "stored, though refused",
    named(["ok", "failed"], [1, 1]),
    "✗ 1 hit is stored that should not be: refused, or never sent; 1 was refused.",
    "✗ В базе 1 лишний запрос: на них пришёл отказ, или их вообще не отправляли; 1 получил отказ.",
  ],
  [
    "unknown outcomes leave room",
    counted({ ok: 990, unknown: 10 }, 995),
    "~ The ledger stays open: 995 are there, and anything from 990 to 1,000 would be right (10 hits got no clear answer).",
    "~ Учёт не закрыт: учтено 995, а верным было бы любое число от 990 до 1 000 (10 запросов остались без ясного ответа).",
  ],
  [
    "all there, part in the buffer",
    counted({ ok: 1000, failed: 2 }, 900, 100),
    "✓ The count is right: 1,000 acknowledged, 900 stored, 100 still in the buffer; 2 were refused.",
    "✓ Счёт сошёлся: подтверждено 1 000, сохранено 900, ещё в буфере 100; 2 получили отказ.",
  ],
  [
    "all there, by name",
    named(["ok", "unknown", "unknown"], [1, 1]),
    "✓ Every acknowledged hit is there, by name: 1 acknowledged, 2 stored; 2 got no clear answer, 1 of them is there all the same.",
    "✓ Каждый подтверждённый запрос на месте, поимённо: подтверждено 1, сохранено 2; 2 остались без ясного ответа, но 1 из них всё же учтён.",
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

function tables(blocks: readonly Block[]): TableBlock[] {
  return blocks.filter((block) => block.kind === "table");
}

test("connections add up to all that PostgreSQL takes, and the reserved ones are named", () => {
  for (const [app, expected] of [
    [7, ["9", "3"]],
    [17, ["0", "2"]],
    [40, ["0", "0"]],
  ] as const) {
    const byState = [
      { role: "surge_app", state: "idle", count: app },
      { role: "surge_admin", state: "active", count: 1 },
    ];
    const result = { ...samples.inspect, connections: { max: 20, reserved: 3, byState } };
    const table = tables(present(samples.cell(result), "en")).find(({ caption }) =>
      /Connections/.test(caption),
    );
    assert.deepEqual(
      table?.rows.slice(-2).map((row) => row.slice(1)),
      [
        ["free for every role", expected[0]],
        ["reserved for superusers", expected[1]],
      ],
    );
  }
});

test("an inspection has a row for each strategy that has counted, and names those at zero", () => {
  const zero = ["atomic", "stream"].map((strategy) => ({ strategy, stored: 0, pending: 0 }));
  const some = { ...samples.inspect, counters: [...samples.inspect.counters, ...zero] };
  const table = tables(present(samples.cell(some), "en")).find(({ caption }) => caption === "Counters");
  assert.deepEqual(
    table?.rows.map(([strategy]) => strategy),
    ["naive", "batched"],
  );
  assert.equal(table?.note, "At zero: atomic, stream.");
  const none = present(samples.cell({ ...samples.inspect, counters: zero }), "ru");
  assert.match(shown(none, 30), /Все счётчики на нуле/);
  assert.ok(!tables(none).some(({ caption }) => caption === "Счётчики"));
});

test("an open loop says what was asked, what was sent, what waited and when the app was frozen", () => {
  const text = shown(present(samples.cell(samples.frozenOpen), "en"), 30);
  assert.match(text, /open loop, 500\/s asked, 500\/s sent, at most 50 in flight, 10 s/);
  assert.match(text, /when a hit really left.*p50 1\.8 ms\s+p99 21 ms\s+max 1,002 ms\s+450 hits waited/s);
  assert.match(text, /frozen from 2 s to 3 s/);
  assert.match(text, /ab cannot send this load/);
  const never: LoadResult = {
    ...samples.frozenOpen,
    pause: { service: "postgres", after: 20, ms: 1000, fromMs: null, untilMs: null },
  };
  assert.match(shown(present(samples.cell(never), "en"), 30), /over before the server was to be frozen/);
});

const { frozenClosed, frozenOpen } = samples;
const comparison = (...runs: LoadResult[]) => present(samples.cell({ action: "compare", runs }), "en");
const hidden = (...runs: LoadResult[]) => comparison(...runs).find(({ kind }) => kind === "line");

test("a comparison tells what the closed loop hides of the same freeze", () => {
  const text = renderText(comparison(frozenClosed, frozenOpen), {
    width: 200,
    colour: false,
    language: "en",
  });
  const said = text.replaceAll("\u00a0", " ");
  assert.match(
    said,
    /stood still for 1 s\. Slower than 100 ms: .* 50 of 24,300 hits, .* 456 of 5,000\. As long/,
  );
  assert.match(said, /5 closed loop\s+24,300\s+50\s+14\s+29\s+1,019/);
  assert.match(said, /6 open loop\s+5,000\s+456\s+2\.1\s+903\s+1,004/);
});

test("it says nothing where strategy, freeze or model do not make a pair, and takes the latest that do", () => {
  const pause = { service: "app", after: 2, ms: 500, fromMs: 2000, untilMs: 2500 } as const;
  assert.equal(hidden(frozenClosed), undefined);
  assert.equal(hidden(frozenOpen, frozenOpen), undefined);
  assert.equal(hidden({ ...frozenClosed, strategy: "naive" }, frozenOpen), undefined);
  assert.equal(hidden({ ...frozenClosed, pause }, frozenOpen), undefined);
  const never = { ...pause, ms: 1000, fromMs: null, untilMs: null };
  assert.equal(hidden({ ...frozenClosed, pause: never }, frozenOpen), undefined);
  const otherServer = { ...pause, service: "postgres", ms: 1000 } as const;
  assert.equal(hidden({ ...frozenClosed, pause: otherServer }, frozenOpen), undefined);
  const latest = hidden(frozenClosed, frozenOpen, { ...frozenOpen, attempted: 4000, run: 9 });
  assert.ok(latest?.kind === "line" && latest.text.includes("of 4,000"));
});

test("no reason is given for what the numbers do not show", () => {
  const line = hidden(
    { ...frozenClosed, latencyBuckets: frozenOpen.latencyBuckets, attempted: 5000 },
    frozenOpen,
  );
  assert.ok(line?.kind === "line");
  assert.doesNotMatch(line.text, /coordinated omission/);
});

test("short runs are marked, and only then explained", () => {
  const compared = (runs: readonly LoadResult[]) =>
    tables(present(samples.cell({ action: "compare", runs }), "en"))[0];
  const long = { ...samples.interrupted, run: 1 };
  assert.equal(compared([long])?.note, undefined);
  const both = compared([long, samples.naive]);
  assert.match(both?.note ?? "", /do not rank/);
  assert.deepEqual(
    both?.rows.map(([run]) => run),
    ["1", "1*"],
  );
  assert.deepEqual(
    both?.rows.map((row) => row.length),
    [both?.columns.length, both?.columns.length],
  );
});

test("a bare counter's loss is a lower bound in the comparison too", () => {
  const table = tables(present(samples.cell(samples.compare), "en"))[0];
  const lost = table?.columns.findIndex(({ label }) => label === "Lost") ?? -1;
  assert.deepEqual(
    table?.rows.map((row) => row[lost]),
    ["≥446", "0", "0", "21"],
  );
});

test("a step whose expectation did not hold says which and what was measured", () => {
  const expected = [
    { key: "lost", want: ">0", got: 0, held: false },
    { key: "stored", want: 1000, got: 1000, held: true },
  ];
  const lines = present({ ...samples.cell(samples.batched), expected }, "en").filter(
    (block) => block.kind === "line",
  );
  assert.ok(lines.some(({ text }) => text === "✗ This step expects lost >0; measured: 0."));
  assert.ok(!lines.some(({ text }) => /As this step expects/.test(text)));
});

test("an expectation of a value that there is not is told as that", () => {
  const expected = [{ key: "nonsense", want: 5, got: null, held: false }];
  const text = JSON.stringify(present({ ...samples.cell(samples.batched), expected }, "en"));
  assert.match(text, /This step expects nonsense 5; measured: no such value\./);
});

test("a reset of a fresh lab does not speak of zero forgotten runs", () => {
  assert.doesNotMatch(
    JSON.stringify(present(samples.cell({ ...samples.reset, forgottenRuns: 0 }), "en")),
    /forgotten/,
  );
  assert.match(JSON.stringify(present(samples.cell(samples.reset), "en")), /4 runs are forgotten/);
});

test("the app's own number and the counter disagreeing is asked about", () => {
  const doubled = { ...samples.process, after: { stored: 2000, pending: 0 } };
  assert.match(
    JSON.stringify(present(samples.cell(doubled), "en")),
    /moved 1,000, the counter grew by 2,000/,
  );
  assert.doesNotMatch(JSON.stringify(present(samples.cell(samples.process), "en")), /counter grew/);
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

test("only where nothing at all was kept, and nothing was killed, is it asked which row the code names", () => {
  const asks = (result: LoadResult) =>
    JSON.stringify(present(samples.cell(result), "en")).includes("which row");
  const nothing: LoadResult = { ...samples.naive, stored: 0, lost: samples.naive.ok };
  assert.ok(asks(nothing));
  assert.ok(!asks(samples.naive));
  assert.ok(!asks({ ...nothing, ok: 1, lost: 1 }), "a single hit may be lost in other ways");
  assert.ok(!asks({ ...nothing, elsewhere: [{ strategy: "atomic", hits: 527 }] }));
  const fault = {
    kill: "redis",
    signal: "SIGKILL",
    after: 1,
    recover: 1,
    killedMs: 1000,
    backMs: 2000,
  } as const;
  assert.ok(!asks({ ...nothing, fault }));
});

test("a source that was edited after the start does not claim to be what runs", () => {
  const [verdict] = present(samples.cell({ ...samples.show, editedSinceStart: true }), "en");
  assert.ok(verdict?.kind === "verdict");
  assert.match(verdict.text, /what runs is the older text/);
});

test("no result has an empty or broken word in it", () => {
  for (const language of languages) {
    for (const [name, result] of Object.entries(samples.results)) {
      const blocks = present(samples.cell(result), language);
      assert.equal(blocks[0]?.kind, "verdict", name);
      assert.doesNotMatch(JSON.stringify(blocks), /undefined|NaN|\[object|:""(?!,)/, `${name}, ${language}`);
    }
  }
});
