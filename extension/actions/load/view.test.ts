import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { shown } from "../../../test/support/shown.ts";
import type { Language } from "../../common/language.ts";
import { judgeCounter } from "../../ledger/judge.ts";
import { present, presentProgress } from "../present.ts";
import { asAccount } from "./by-autocannon.ts";
import { checkLoad } from "./check.ts";
import { load } from "./load.ts";
import type { LoadResult } from "./result.ts";

test("a naive load in English", () => {
  assert.equal(
    shown(present(samples.naiveCell, "en"), 10),
    `
✓ as expected   ≠ Stored 81. At least 446 acknowledged hits are gone; 473 were
                  refused (53300 too_many_connections).
Your prediction: stored 1,000, measured 81
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
    shown(present(samples.naiveCell, "ru"), 9),
    `
✓ как ожидалось   ≠ Сохранено 81. Пропало не меньше 446 подтверждённых запросов; 473
                    получили отказ (53300 too_many_connections).
Ваш прогноз: сохранено (stored) 1 000, измерено 81
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
    "guess",
    "ledger",
    "line",
    "chart",
    "chart",
    "table",
    "hint",
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

test("what the generator took stands in the details, and that it was the limit in a line of its own", () => {
  const limit = "The load generator itself was the limit of this run";
  const textOf = (result: LoadResult) =>
    JSON.stringify(present(samples.cell(result), "en")).replaceAll("\u00a0", " ");
  const { naive } = samples;
  assert.match(textOf(naive), /took 38 % of a core, 19 % of the machine; had work 41 % of the time/);
  assert.ok(!textOf(naive).includes(limit));
  const limited = { cpuShare: 0.98, machineShare: 0.49, busyShare: 0.97, limitedTheRun: true } as const;
  const fast: LoadResult = { ...naive, generator: limited };
  const lines = present(samples.cell(fast), "en").filter((block) => block.kind === "line");
  assert.ok(lines.some(({ text }) => text.startsWith(limit)));
  assert.ok(!textOf({ ...naive, generator: undefined }).includes("of a core"));

  const wrongOf = (result: LoadResult) => checkLoad(result).filter(({ key }) => key.startsWith("generator"));
  assert.deepEqual(wrongOf(naive), []);
  assert.deepEqual(wrongOf(fast), []);
  const { limitedTheRun, ...hidden } = limited;
  assert.deepEqual(
    wrongOf({ ...naive, generator: hidden }).map(({ key, said }) => [key, said]),
    [["generator.limitedTheRun", String(!limitedTheRun)]],
  );
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

test("a load by autocannon says so, draws nothing that autocannon does not know, and is checked like others", () => {
  const account = asAccount({
    by: "autocannon",
    sent: 1000,
    ok: 600,
    non2xx: 390,
    errors: 0,
    timeouts: 0,
    unaccounted: 10,
    durationMs: 500,
    requestsPerSecond: 1200,
    latencyMs: { p50: 20, p90: 30, p99: 40, max: 50 },
    generator: { cpuShare: 0.5, machineShare: 0.25, busyShare: 0.5 },
  });
  assert.deepEqual(account.failures, { "status-only": 390, "no-answer": 10 });
  const ledger = judgeCounter(account, { stored: 610, pending: 0 });
  const result: LoadResult = { ...samples.naive, by: "autocannon", ...account, ...ledger };
  assert.deepEqual([result.failed, result.unknown, result.verdict], [0, 400, "open"]);
  assert.deepEqual(checkLoad(result), []);
  for (const [language, said] of [
    ["en", /sent by autocannon/],
    ["ru", /отправил autocannon/],
  ] as const) {
    const blocks = present(samples.cell(result), language);
    assert.match(JSON.stringify(blocks), said);
    assert.ok(blocks.every(({ kind }) => kind !== "chart"));
  }
});

test("a load of code that is no longer what is saved says so in its headline", () => {
  const changedFiles = ["connections.ts", "strategies/naive.ts"];
  for (const [language, said] of [
    ["en", /gone; .*not the code that is saved now: connections\.ts, strategies\/naive\.ts changed/],
    ["ru", /Пропало .*не тот код.*изменено connections\.ts, strategies\/naive\.ts/],
  ] as const) {
    const [verdict] = present(samples.cell({ ...samples.naive, changedFiles }), language);
    assert.ok(verdict?.kind === "verdict");
    assert.match(verdict.text, said);
  }
});

test("what failed beside a load is the headline; the load is kept, and what was counted stands below", () => {
  const process = { en: "The strategy threw Error: no.", ru: "Стратегия выбросила Error: no." };
  const pause = { en: "It is gone.", ru: "Его нет." };
  const result = { ...samples.naive, besideFailed: { process, pause } };
  assert.ok(load.result.safeParse(result).success);
  const texts = (language: Language) =>
    load.view(result, language).main.flatMap((block) => ("text" in block ? [block.text] : []));
  assert.deepEqual(texts("en").slice(0, 2), [
    "A call of `process` during the load failed. The strategy threw Error: no.",
    "The server could not be frozen and released as planned. It is gone.",
  ]);
  assert.match(texts("en")[2] ?? "", /^At least 446 acknowledged hits are gone/);
  assert.match(
    texts("ru")[0] ?? "",
    /во время нагрузки завершился ошибкой\. Стратегия выбросила Error: no\./,
  );
  assert.equal(load.view(result, "en").main[0]?.kind, "verdict");
});

test("an exception of the strategy is the headline, with its file and line; what was counted stands below", () => {
  const exception = { text: "TypeError: x is not a function (strategies/mine.ts:7)", hits: 10 };
  const result = { ...samples.naive, exception };
  assert.ok(load.result.safeParse(result).success);
  const [head, next] = load.view(result, "en").main;
  assert.deepEqual(head, {
    kind: "verdict",
    sign: "!",
    text: "TypeError: x is not a function (strategies/mine.ts:7): thrown in 10 of 1,000 hits.",
  });
  assert.ok(next?.kind === "line" && next.text.startsWith("At least 446 acknowledged hits are gone"));
  const contradicted = (hits: number) =>
    checkLoad({ ...result, exception: { ...exception, hits } }).some(({ key }) => key === "exception.hits");
  assert.deepEqual([0, 1, 473, 474].map(contradicted), [true, false, false, true]);
});

test("where clients tried again, the headline says what became of what they wanted, then of each attempt", () => {
  const { retried } = samples;
  assert.equal(
    shown(present({ result: retried, predicted: [], expected: [] }, "en"), 4),
    `
≠ Clients had 24,300 hits to send and made 24,350 attempts: 50 are stored twice or
  more, 24,250 once.
each attempt as a hit of its own: 50 hits were counted more than once; 50 got no
clear answer.`,
  );
  assert.match(
    shown(present({ result: retried, predicted: [], expected: [] }, "en"), 100),
    /ab cannot send this load by hand: it does not try again/,
  );
  const { stored0, stored1, storedMore, ...byClients } = retried.intents ?? assert.fail();
  const counted: LoadResult = { ...retried, byName: false, intents: byClients };
  assert.match(
    shown(present({ result: counted, predicted: [], expected: [] }, "ru"), 3),
    /≈ .*по\s+одному счётчику не узнать/s,
  );
  assert.deepEqual([stored0, stored1, storedMore], [0, 24_250, 50]);
});
