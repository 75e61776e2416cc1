import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { checkExpectations, readPredictions } from "../../extension/actions/expect.ts";
import type { Result } from "../../extension/actions/index.ts";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import type { ProcessResult } from "../../extension/actions/process/result.ts";
import type { CellReport } from "../../extension/actions/run-cell.ts";
import type { Scalar } from "../../extension/common/condition.ts";
import { languages } from "../../extension/common/language.ts";
import { type Outcome, outcomes } from "../../extension/common/outcome.ts";
import { hitTime } from "../../extension/ledger/hit-time.ts";
import { judgeByName, judgeCounter } from "../../extension/ledger/judge.ts";
import { limitOf } from "../../extension/ledger/limit.ts";
import { outcomeNames } from "../../extension/load/outcome.ts";
import { Tally } from "../../extension/load/tally.ts";
import { buildReport } from "../../extension/report/build-report.ts";
import type { LabReport } from "../../extension/report/lab-report.ts";
import { verifyReport } from "../../extension/report/verify-report.ts";
import * as samples from "../samples/index.ts";
import { reportOf, styles } from "../samples/report.ts";

const options = { file: "report.html", styles, surgeLab: "0.1.0" };
const disagreements = (html: string) => verifyReport(html, options).disagreements.map(({ en }) => en);

/** One hit as it may go: how long it took, what came of it, how often it was stored. */
const hit = fc.record({
  outcome: fc.constantFrom<Outcome>(...outcomes),
  answered: fc.boolean(),
  ms: fc.double({ min: 0.001, max: 70_000, noNaN: true }),
  waitMs: fc.double({ min: 0, max: 400, noNaN: true }),
  stored: fc.constantFrom(0, 1, 1, 2),
});
type Hit = typeof hit extends fc.Arbitrary<infer T> ? T : never;

/** A load's result as the load's own account and the judge make it of what the hits did. */
function loadOf(hits: readonly Hit[], byName: boolean): LoadResult {
  const tally = new Tally();
  let now = 1000;
  for (const { outcome, answered, ms, waitMs } of hits) {
    const sentAt = now;
    const number = tally.send(sentAt);
    now += waitMs;
    const judgement = outcome === "ok" ? { outcome } : { outcome, code: `code-${number % 3}` };
    if (answered || outcome === "ok") tally.answered(number, judgement, now - ms, now);
    else tally.settle(number, judgement, now);
  }
  const { outcomeOf: indices, startedAt: _, okMeanMs, ...report } = tally.report(false);
  const outcomeOf = outcomeNames(indices);
  const present = new Map(hits.map(({ stored }, n) => [`x-${n}`, stored]));
  const stored = hits.reduce((sum, one) => sum + one.stored, 0);
  const ledger = byName
    ? judgeByName({ ...report, outcomeOf }, (n) => `x-${n}`, present)
    : judgeCounter(report, { stored, pending: 0 });
  const request = { requests: hits.length, connections: Math.min(50, hits.length) };
  const figures = { ...samples.naive, ...request, ...report, ...ledger };
  // The app has had each hit for half of its time.
  const sums = { hits: report.ok, total: ((okMeanMs ?? 0) / 2) * report.ok, busy: 1, used: 1 };
  const clock = { ...sums, connection: 0, connecting: 0, postgres: sums.total / 3, redis: 0 };
  const time = okMeanMs === null ? null : hitTime([clock], report.ok, okMeanMs);
  return { ...figures, time, limitedBy: limitOf({ ...figures, time }) };
}

const load = fc
  .tuple(fc.array(hit, { minLength: 1, maxLength: 60 }), fc.boolean())
  .map(([hits, byName]) => loadOf(hits, byName));

function cellOf(result: CellReport["result"], expect: Record<string, Scalar> = {}): CellReport {
  return {
    result,
    expected: checkExpectations(result, expect),
    predicted: readPredictions(result, { stored: 1000 }),
  };
}

const sound = loadOf(
  Array.from({ length: 40 }, (_, n) => ({
    outcome: n % 4 === 0 ? ("failed" as const) : ("ok" as const),
    answered: true,
    ms: 3 + n,
    waitMs: 40,
    stored: n % 3 === 0 ? 0 : 1,
  })),
  false,
);
const { naive, batched, interrupted, everything, compare, ...others } = samples.results;
const lab: Record<string, CellReport> = {
  ...Object.fromEntries(Object.entries(others).map(([name, result]) => [name, samples.cell(result)])),
  "naive-load": cellOf(sound, { lost: "> 0", ok: 30, stored: "= ok", verdict: "lost" }),
  compare: cellOf({ action: "compare", runs: [sound] }, { "runs.length": 1 }),
};

describe("a report and its check", () => {
  test("agree about whatever the load and the judge can come up with", () => {
    fc.assert(
      fc.property(fc.array(load, { minLength: 1, maxLength: 3 }), (judged) => {
        const loads = judged.map((one, index) => ({ ...one, run: index + 1 }));
        const cells = Object.fromEntries(
          loads.map((result, index) => [`load-${index}`, cellOf(result, { lost: 0, stored: "<= ok" })]),
        );
        cells.compare = cellOf({ action: "compare", runs: loads });
        assert.deepEqual(disagreements(buildReport(reportOf(cells), styles)), []);
      }),
    );
  });

  for (const language of languages) {
    test(`agree about every kind of result (${language})`, () => {
      assert.deepEqual(disagreements(buildReport(reportOf(lab, { language }), styles)), []);
    });
  }

  test("agree, whatever the student writes", () => {
    const cells = { "naive-load": samples.cell(sound) };
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constant("\ud800\r\n</script>")),
        (language, prose) => {
          const html = buildReport(reportOf(cells, { language, prose }), styles);
          const asWritten = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
            new TextEncoder().encode(html),
          );
          assert.deepEqual(disagreements(asWritten), []);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("agree with an `expect` in the cell, as older files have it, and show it where it is hidden", () => {
    const pages = [true, false].map((expectInCell) => buildReport(reportOf(lab, { expectInCell }), styles));
    for (const page of pages) {
      assert.deepEqual(disagreements(page), []);
      assert.ok(page.includes("expect: {&quot;lost&quot;:&quot;> 0&quot;"));
    }
  });

  test("disagree about a reason or an expectation that the code does not have", () => {
    const page = buildReport(
      reportOf({ "naive-load": { ...cellOf(sound, { ok: 30 }), why: "they race" } }),
      styles,
    );
    assert.deepEqual(disagreements(page), []);
    assert.match(page, /measured [\d,]+ \(they race\)/);
    for (const [is, other] of [
      ["they race", "they wait"],
      ['{\\"ok\\":30}', '{\\"ok\\":31}'],
    ] as const) {
      assert.ok(page.includes(is), is);
      assert.notDeepEqual(disagreements(page.replace(is, other)), [], is);
      const last = page.lastIndexOf(is);
      assert.notDeepEqual(disagreements(page.slice(0, last) + other + page.slice(last + is.length)), [], is);
    }
  });

  const report = reportOf(lab);
  const html = buildReport(report, styles);

  test("disagree about any one number that was changed, wherever it stands in the file", () => {
    // The whole lab is slow to build again, so it is only one of the reports; each kind of result has its own.
    const small = Object.entries(lab).map(([step, cell]) => buildReport(reportOf({ [step]: cell }), styles));
    const digits = [html, ...small].flatMap((page) => {
      const from = page.indexOf("<body>");
      return [[...page.slice(from).matchAll(/\d/g)].map(({ index }) => ({ page, at: from + index }))];
    });
    const digit = fc.oneof(...digits.map((places) => fc.constantFrom(...places)));
    fc.assert(
      fc.property(digit, fc.integer({ min: 1, max: 9 }), ({ page, at }, by) => {
        const changed = page.slice(0, at) + ((Number(page[at]) + by) % 10) + page.slice(at + 1);
        assert.ok(isRefused(changed), changed.slice(at - 40, at + 20));
      }),
      { numRuns: 300 },
    );
  });

  test("refuse results that cannot be drawn", () => {
    const changed = html.replace(/"upToMs":\d+/, '"upToMs":0');
    assert.notEqual(changed, html);
    assert.throws(() => verifyReport(changed, options), { name: "LabError", code: "broken-report" });
  });

  // What only stands there, and follows from nothing else, cannot be found so: the hash is for that.
  const follows =
    /^\d+\.(result\.(runs\.\d+\.)?(ok|failed|unknown|attempted|lost|duplicated|recovered)|expected)/;
  test("disagree about a change that was written into the results and the page alike", () => {
    assert.ok(numbersOf(report.cells).length > 100);
    for (const [step, cell] of Object.entries(lab)) {
      const alone = reportOf({ [step]: cell });
      for (const place of numbersOf(alone.cells).filter((path) => follows.test(path.join(".")))) {
        const forged: LabReport = { ...alone, cells: changed(alone.cells, place) };
        const said = disagreements(buildReport(forged, styles));
        const key = place.slice(2).find((part) => !/^\d+$/.test(part)) ?? "";
        assert.ok(said.length > 0, `${step}, ${place.join(".")} can be forged`);
        assert.ok(
          said.every((line) => line.startsWith("Step ")),
          said.join("\n"),
        );
        assert.ok(
          key !== "lost" || said.some((line) => line.includes("lost: the report says")),
          said.join("\n"),
        );
      }
    }
  });

  test("disagree about a guess or an expectation that the code does not have", () => {
    const [cell] = reportOf({ "naive-load": cellOf(sound, { ok: 30 }) }).cells;
    assert.ok(cell);
    const said = (forged: Partial<typeof cell>) => {
      const base = reportOf({ "naive-load": cellOf(sound, { ok: 30 }) });
      return disagreements(buildReport({ ...base, cells: [{ ...cell, ...forged }] }, styles)).join("\n");
    };
    assert.equal(said({}), "");
    const [expected] = cell.expected;
    const [predicted] = cell.predicted;
    assert.ok(expected && predicted);
    assert.equal(
      said({ expected: [] }),
      "Step naive-load, expected: the report says {  }, its own numbers give { ok: 30 }.",
    );
    assert.match(said({ expected: [{ ...expected, want: ">= 30" }] }), /^Step naive-load, expected: /);
    assert.match(said({ predicted: [] }), /^Step naive-load, predicted: /);
    const right = { ...predicted, guess: predicted.got ?? 0 };
    assert.match(said({ predicted: [right] }), /^Step naive-load, predicted: .* give \{ stored: 1000 \}\.$/);
    assert.match(said({ action: "compare" }), /^Step naive-load, action: /);
    for (const [key, code] of Object.entries({
      connections: "load: { strategy: naive, requests: 40, connections: 1 }",
      strategy: "load: { strategy: atomic, requests: 40, connections: 40 }",
      requests: "load: { strategy: naive, requests: 41, connections: 40 }",
      "result.action": "compare:",
      code: "load: { strategy: naive, requests: none }",
    })) {
      assert.match(
        said({ code, expected: [], predicted: [] }),
        new RegExp(`^Step naive-load, ${key}: `, "m"),
        key,
      );
    }
    assert.equal(said({ code: "load: {", changedSince: true }).includes("code:"), false);
  });

  test("disagree about a result that its cell has not asked for", () => {
    const said = (honest: Result, forged: Result) => {
      const [cell] = reportOf({ cell: samples.cell(honest) }).cells;
      const base = reportOf({ cell: samples.cell(honest) });
      assert.ok(cell);
      const of = (result: Result) =>
        disagreements(buildReport({ ...base, cells: [{ ...cell, result }] }, styles)).join("\n");
      assert.equal(of(honest), "");
      return of(forged);
    };
    const { killedRedis, frozenOpen, process, worker, pause, bufferedWalk, matrix, pooledOrders } = samples;
    const { lockedOrder, show, start, startLarge, startWithPgbouncer, sweepCancelled, recover, discuss } =
      samples;
    const { connections, environment } = startLarge;
    const timed = { ...sound, timeoutSeconds: 10 };
    assert.ok(killedRedis.fault && frozenOpen.pause);
    const { fault } = killedRedis;
    const [begin, first, ...moved] = bufferedWalk.steps;
    assert.ok(begin && first?.move === "next");
    for (const [key, honest, forged] of [
      ["timeoutSeconds", timed, { ...timed, timeoutSeconds: 60 }],
      ["fault.kill", killedRedis, { ...killedRedis, fault: { ...fault, kill: "app" } }],
      ["fault.signal", killedRedis, { ...killedRedis, fault: { ...fault, signal: "SIGTERM" } }],
      ["fault.after", killedRedis, { ...killedRedis, fault: { ...fault, after: fault.after / 2 } }],
      ["fault.recover", killedRedis, { ...killedRedis, fault: { ...fault, recover: null } }],
      ["fault.kill", { ...killedRedis, fault: undefined }, killedRedis],
      ["pause.service", frozenOpen, { ...frozenOpen, pause: { ...frozenOpen.pause, service: "redis" } }],
      ["pause.ms", frozenOpen, { ...frozenOpen, pause: { ...frozenOpen.pause, ms: 10 } }],
      ["pause.after", { ...frozenOpen, pause: undefined }, frozenOpen],
      ["strategy", process, { ...process, strategy: "mine" }],
      ["atOnce", process, { ...process, atOnce: 4 }],
      ["everySeconds", worker, { ...worker, everySeconds: 60 }],
      ["ms", pause, { ...pause, ms: 10 }],
      ["strategy", bufferedWalk, { ...bufferedWalk, strategy: "mine" }],
      [
        "steps\\.1\\.move",
        bufferedWalk,
        { ...bufferedWalk, steps: [begin, { ...first, move: "run" }, ...moved] },
      ],
      ["hits", matrix, { ...matrix, hits: 1 }],
      ["repeat", matrix, { ...matrix, repeat: 200 }],
      ["transaction", pooledOrders, { ...pooledOrders, transaction: true }],
      ["order", lockedOrder, { ...lockedOrder, order: null }],
      ["strategy", show, { ...show, strategy: "mine" }],
      ["durability", start, { ...start, durability: "none" }],
      ["connections\\.max", startLarge, { ...startLarge, connections: { ...connections, max: 20 } }],
      ["connections\\.pool", startLarge, { ...startLarge, connections: { max: 50, reserved: 3 } }],
      [
        "environment\\.pgbouncer",
        startWithPgbouncer,
        { ...startWithPgbouncer, environment: start.environment },
      ],
      [
        "connections\\.pgbouncer",
        startWithPgbouncer,
        { ...startWithPgbouncer, connections: start.connections },
      ],
      [
        "environment\\.rabbitmq",
        start,
        { ...start, environment: { ...start.environment, rabbitmq: "3.10" } },
      ],
      ["environment\\.pool", startLarge, { ...startLarge, environment: { ...environment, pool: 10 } }],
      ["processes", startLarge, { ...startLarge, processes: 8 }],
      [
        "environment\\.processes",
        startLarge,
        { ...startLarge, environment: { ...environment, processes: 8 } },
      ],
      [
        "environment\\.maxConnections",
        startLarge,
        { ...startLarge, environment: { ...environment, maxConnections: 500 } },
      ],
      ["knob", sweepCancelled, { ...sweepCancelled, knob: "processes" }],
      ["settings", sweepCancelled, { ...sweepCancelled, settings: { connections: 10 } }],
      ["values", sweepCancelled, { ...sweepCancelled, values: [1, 5, 50, 100] }],
      ["strategies", sweepCancelled, { ...sweepCancelled, strategies: ["pooled", "locked"] }],
      ["seconds", sweepCancelled, { ...sweepCancelled, seconds: 10 }],
      ["rounds", sweepCancelled, { ...sweepCancelled, rounds: 4 }],
      ["questions", discuss, { ...discuss, questions: [{ answer: "All is well." }] }],
    ] as const) {
      assert.match(said(honest, forged), new RegExp(`^Step cell, ${key}: the report says `, "m"), key);
    }
    // A server that could not be killed: the load has no fault, and says why.
    const { fault: _, ...spared } = killedRedis;
    const besideFailed = { fault: { en: "no", ru: "нет" } };
    assert.match(said(killedRedis, spared), /fault\.kill: /);
    assert.doesNotMatch(said(killedRedis, { ...spared, besideFailed }), /fault/);
    const alone = { ...recover, recovered: ["postgres", "redis"] as const };
    const [cell] = reportOf({ cell: samples.cell(alone) }).cells;
    assert.ok(cell);
    const asked = { ...reportOf({}), cells: [{ ...cell, code: "recover: { service: redis }" }] };
    const found = disagreements(buildReport({ ...asked, parts: [{ cell: 0 }] }, styles)).join("\n");
    assert.match(found, /^Step cell, recovered\.0: the report says postgres, its own numbers give redis\.$/m);
  });

  test("disagree about two loads with one number, unless the numbers began again in between", () => {
    const said = (first: Partial<LoadResult>, second: Partial<LoadResult>) => {
      const cells = { first: cellOf({ ...sound, ...first }), second: cellOf({ ...sound, ...second }) };
      return disagreements(buildReport(reportOf(cells), styles)).join("\n");
    };
    const later = { durationMs: sound.durationMs - 0.001 };
    assert.equal(said({ series: "a" }, { series: "a", run: 2, ...later }), "");
    assert.equal(said({ series: "a" }, { series: "b", ...later }), "");
    const twice = new RegExp(
      `^Step second, run: the report says ${sound.run}, .*another step with that`,
      "m",
    );
    assert.match(said({ series: "a" }, { series: "a", ...later }), twice);
    const compared = (runs: readonly LoadResult[]) =>
      disagreements(
        buildReport(reportOf({ compare: samples.cell({ action: "compare", runs }) }), styles),
      ).join("\n");
    const runs = [1, 2].map((run) => ({ ...sound, run, series: "a" }));
    assert.equal(compared(runs), "");
    const mixed = runs.map((run, at) => ({ ...run, series: at === 0 ? "a" : "b" }));
    assert.match(compared(mixed), /^Step compare, runs\.1\.series: the report says b, .* give a\.$/m);
  });

  test("disagree about runs that are numbered twice or with gaps, or shown otherwise elsewhere", () => {
    const runs = [1, 2].map((run) => ({ ...sound, run, durationMs: sound.durationMs - run / 1000 }));
    const [first, second] = runs;
    assert.ok(first && second);
    const said = (shown: readonly LoadResult[], more: Record<string, CellReport> = {}) => {
      const cells = {
        load: cellOf(first),
        compare: samples.cell({ action: "compare", runs: shown }),
        ...more,
      };
      return disagreements(buildReport(reportOf(cells), styles)).join("\n");
    };
    assert.equal(said(runs), "");
    assert.match(
      said([first, { ...second, run: 1 }]),
      /^Step compare, runs\.1\.run: the report says 1, .* give 2\.$/m,
    );
    assert.match(
      said([first, { ...second, run: 3 }]),
      /^Step compare, runs\.1\.run: the report says 3, .* give 2\.$/m,
    );
    const honest = loadOf(
      Array.from({ length: 40 }, () => ({
        outcome: "ok" as const,
        answered: true,
        ms: 3,
        waitMs: 40,
        stored: 1,
      })),
      false,
    );
    const { samples: _, ...ledger } = honest;
    const forged = { ...first, ...ledger, durationMs: first.durationMs };
    assert.match(said([forged, second]), /^Step compare, runs\.0\.lost: the report says 0, .* give \d+\.$/m);
    // After a reset run 1 is another one.
    const later = { ...honest, run: 1 };
    assert.equal(said([first, second], { later: cellOf(later) }), "");
    const claims = samples.cell({
      action: "claims",
      claims: [
        { claim: "all-ok", judgement: "half-true", evidence: { silent: { ...figuresOf(first), lost: 0 } } },
      ],
    });
    assert.match(
      said(runs, { claims }),
      /^Step claims, claims\.0\.evidence\.silent\.lost: the report says 0/m,
    );
  });

  test("disagree about values that no report has", () => {
    const cell = { ...samples.cell(sound).result, note: "all is well" };
    const base = reportOf({ "naive-load": samples.cell(sound) });
    const cells = base.cells.map((one) => ({ ...one, result: cell }));
    const forged = buildReport({ ...base, cells } as LabReport, styles); // with more than the type has
    assert.deepEqual(disagreements(forged), [
      "cells.0.result.note: Surge Lab writes no such value into a report.",
    ]);
  });

  test("agree after a checkout that has changed the line breaks", () => {
    assert.deepEqual(disagreements(html.replaceAll("\n", "\r\n")), []);
    const changed = html.replace(/(LOST )\d+/, "$10").replaceAll("\n", "\r\n");
    assert.equal(disagreements(changed).length, 1);
  });

  test("name the value: once in the results, once on the page", () => {
    const [said, changed] = [sound.lost, sound.lost + 1].map((lost) => `"pending":0,"lost":${lost},`);
    const inside = html.replace(said ?? "", changed ?? "");
    assert.match(disagreements(inside).join("\n"), /SHA-256/);
    assert.ok(
      disagreements(inside).includes(
        `Step naive-load, lost: the report says ${sound.lost + 1}, its own numbers give ${sound.lost}.`,
      ),
      disagreements(inside).join("\n"),
    );
    const shown = html.replace(`<span class="label">LOST ${sound.lost}<`, '<span class="label">LOST 0<');
    const [only, ...more] = disagreements(shown);
    assert.deepEqual(more, []);
    assert.match(only ?? "", /^Line \d+ of the file shows “LOST 0”, its results give “LOST \d+”\.$/);
  });

  test("disagree about what is added, wherever it is put", () => {
    const added = "<p>Everything was stored.</p>";
    for (const place of ["</style>", "<main>", "</main>", "</script>", "</body>", "</html>", "\n"]) {
      const [only] = disagreements(html.replace(place, () => place + added));
      assert.match(only ?? "", /^Line \d+ of the file shows “.*Everything was stored/, place);
    }
  });

  test("disagree about an open loop that its own numbers do not allow", () => {
    const { frozenOpen } = samples;
    const { openLoop } = frozenOpen;
    assert.ok(openLoop);
    const { serviceMs } = openLoop;
    const forged: Record<string, LoadResult> = {
      attempted: { ...frozenOpen, durationSeconds: 11 },
      model: { ...frozenOpen, model: "closed-loop" },
      abCommand: { ...frozenOpen, abCommand: "ab" },
      "openLoop.sentPerSecond": { ...frozenOpen, openLoop: { ...openLoop, sentPerSecond: 520 } },
      "openLoop.waited": { ...frozenOpen, openLoop: { ...openLoop, waited: 5001 } },
      "openLoop.serviceMs.p90": {
        ...frozenOpen,
        openLoop: { ...openLoop, serviceMs: { ...serviceMs, p90: 1 } },
      },
      "openLoop.serviceMs.p99": {
        ...frozenOpen,
        openLoop: { ...openLoop, serviceMs: { ...serviceMs, p99: 920 } },
      },
      "pause.untilMs": {
        ...frozenOpen,
        pause: { service: "app", after: 2, ms: 1000, fromMs: 2004, untilMs: 2900 },
      },
      "pause.fromMs": {
        ...frozenOpen,
        pause: { service: "app", after: 2, ms: 1000, fromMs: 1500, untilMs: 3007 },
      },
    };
    for (const [key, result] of Object.entries(forged)) {
      const said = disagreements(buildReport(reportOf({ open: cellOf(result) }), styles)).join("\n");
      assert.match(said, new RegExp(`^Step open, ${key}: `), key);
    }
  });

  test("agree about hits that another strategy counted; disagree where none is lost, or none was counted", () => {
    const said = (result: LoadResult | ProcessResult) =>
      disagreements(buildReport(reportOf({ copy: cellOf(result) }), styles)).join("\n");
    const hits = (stored: 0 | 1) =>
      Array.from({ length: 5 }, (): Hit => ({ outcome: "ok", answered: true, ms: 2, waitMs: 1, stored }));
    const [gone, kept] = [loadOf(hits(0), false), loadOf(hits(1), false)];
    const elsewhere = [{ strategy: "atomic", hits: 5 }];
    assert.equal(said({ ...gone, elsewhere }), "");
    assert.match(said({ ...kept, elsewhere }), /^Step copy, lost: the report says 0, .* at least 1/);
    const none = [{ strategy: "atomic", hits: 0 }];
    assert.match(said({ ...gone, elsewhere: none }), /^Step copy, elsewhere\.0\.hits: the report says 0/);
    assert.match(
      said({ ...samples.process, ledger: null, elsewhere }),
      /^Step copy, lost: the report says 0/,
    );
  });

  test("is refused when it is none, a newer one or broken", () => {
    const refused = (text: string, code: string) =>
      assert.throws(() => verifyReport(text, options), { name: "LabError", code });
    refused("<!doctype html><p>Hello", "not-a-report");
    refused("", "not-a-report");
    refused(html.replace('"format":"surge-lab-report"', '"format":"other"'), "not-a-report");
    refused(html.replace('"version":1', '"version":2'), "newer-report");
    refused(html.replace('"version":1', '"version":'), "broken-report");
    refused(html.replace('"attempted":40', '"attempted":"40"'), "broken-report");
    refused(html.replace('"attempted":40', '"attempted":-40'), "broken-report");
    const script = html.slice(html.indexOf("<script"), html.indexOf("</script>") + 9);
    refused(
      html.replace("</body>", () => `${script}</body>`),
      "broken-report",
    );
  });

  test("tell when another version may have worded it", () => {
    const older = buildReport({ ...report, surgeLab: "0.0.9" }, `${styles}p { color: red }`);
    assert.match(disagreements(older)[0] ?? "", /made by Surge Lab 0\.0\.9/);
  });
});

function figuresOf(run: LoadResult) {
  const { attempted, ok, failed, unknown, lost, verdict, strategy, connections } = run;
  const { durationMs, requestsPerSecond } = run;
  return {
    ...{ run: run.run, strategy, connections, attempted, ok, failed, unknown, lost, verdict },
    ...{ durationMs, requestsPerSecond },
  };
}

function isRefused(text: string): boolean {
  try {
    return disagreements(text).length > 0;
  } catch (error) {
    return error instanceof Error && error.name === "LabError";
  }
}

/** Where in the data a number stands. */
function numbersOf(data: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof data === "number") return [path];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => numbersOf(value, [...path, key]));
}

function changed<T>(data: T, [key, ...rest]: readonly string[]): T {
  if (key === undefined) return (Number(data) + 1) as T; // the path leads to a number
  const copy = structuredClone(data);
  if (typeof copy === "object" && copy !== null)
    Reflect.set(copy, key, changed(Reflect.get(copy, key), rest));
  return copy;
}
