import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { reportOf, styles } from "../../test/samples/report.ts";
import { buildReport } from "./build-report.ts";

const all = Object.fromEntries(
  Object.entries(samples.results).map(([name, result]) => [name, samples.cell(result)]),
);
const naive = { "naive-load": samples.naiveCell };

test("the page needs nothing but itself: no script runs, nothing is fetched", () => {
  const html = buildReport(reportOf(all), styles);
  assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /<script type="application\/json" id="surge-lab-report"/);
  assert.doesNotMatch(html, /<link|<img|<iframe|\bsrc=|url\(|@import|\son[a-z]+=/);
  assert.ok(html.length < 2_000_000, `${html.length}`);
});

test("prose, code, verdict, ledger, prediction and the student's answer stand in it in their order", () => {
  const html = buildReport(reportOf(naive), styles);
  const inOrder = [
    "<title>The surge</title>",
    "<h1>The surge</h1>",
    "<p>Run it.</p>",
    "Step naive-load: load",
    "load: { strategy: naive, requests: 1000, connections: 50 }",
    "predict: {&quot;stored&quot;:1000}",
    "At least 446 acknowledged hits are gone; 473 were refused (53300 too_many_connections).",
    "Your prediction: ",
    '<div class="bars" role="img" aria-label="attempted 1,000; refused 473, acknowledged 527; stored 81, LOST 446">',
    '<span class="label">LOST 446</span>',
    "ab -l -m POST -n 1000 -c 50",
    "<h2>My answer</h2>",
    "<p>They overwrite each other.</p>",
    "How to check this report",
  ];
  let from = 0;
  for (const text of inOrder) {
    const at = html.indexOf(text, from);
    assert.ok(at >= 0, `${text} after ${inOrder[inOrder.indexOf(text) - 1]}`);
    from = at;
  }
  assert.equal(html.match(/<h1>/g)?.length, 1);
});

test("it opens with verdicts, guesses and the student's answers; all steps, the machine and the document come after", () => {
  const discuss = samples.cell({ action: "discuss", questions: [{ answer: "Ours." }] });
  const report = reportOf({
    ...naive,
    inspect: samples.cell(samples.inspect),
    asked: discuss,
    open: discuss,
  });
  const [intro, load, inspect, asked, open] = report.parts;
  assert.ok(intro && load && inspect && asked && open);
  const prose = (text: string) => ({ prose: text });
  const html = buildReport(
    {
      ...report,
      parts: [
        ...[intro, load, inspect, prose("## Discussion\n\n### Why *did* it fail?"), asked],
        ...[prose("They **overwrite** each other.\n\n### And then?"), open],
        prose("**Your answer:** *double-click here and write it down.*"),
      ],
    },
    styles,
  );
  const first = html.slice(html.indexOf('<section class="first-page">'), html.indexOf("</header>"));
  const words = first.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  assert.match(words, /naive-load ✓ stored 1,000, measured 81 ≠ Stored 81\. At least 446 .* are gone/);
  assert.match(first, /<td class="left prose" data-sign="≠">/, "what is lost looks lost");
  assert.match(words, /Why did it fail\? They overwrite each other\. And then\? No answer yet\./);
  assert.doesNotMatch(words, /inspect|Ours|double-click/, "what only prepares stands with all steps");
  for (const later of ["All steps", "Measured on", "<main>"])
    assert.ok(html.indexOf(later) > html.indexOf("</header>"));
});

test("it speaks Russian from head to foot", () => {
  const html = buildReport(reportOf(naive, { language: "ru", prose: "# Наплыв" }), styles);
  assert.match(html, /<html lang="ru">/);
  for (const text of [
    "<h1>Наплыв</h1>",
    "Отчёт о занятии",
    "Шаг naive-load: load",
    "Пропало не меньше 446 подтверждённых запросов",
    '<span class="label">ПОТЕРЯНО 446</span>',
    "Ваш прогноз",
    "Как проверить этот отчёт",
  ]) {
    assert.ok(html.includes(text), text);
  }
});

test("every result is drawn in both languages, without a hole", () => {
  for (const language of ["en", "ru"] as const) {
    const html = buildReport(reportOf(all, { language }), styles);
    const body = html.slice(html.indexOf("<body>"), html.indexOf("<script"));
    assert.equal(body.match(/<section class="cell"/g)?.length, Object.keys(all).length);
    assert.doesNotMatch(body, /undefined|NaN|\[object/);
  }
});

test("a cell that did not run says so, and one that failed says why", () => {
  const report = reportOf(naive);
  const [ran] = report.cells;
  assert.ok(ran);
  const empty = { ...ran, result: null, predicted: [], expected: [], environment: null };
  const skipped = { ...empty, status: "skipped" as const };
  const error = { code: "stack-not-started", message: "The stack is not running. Run <start> first." };
  const failed = { ...empty, status: "failed" as const, error };
  const html = buildReport({ ...report, cells: [skipped], environment: null, engine: null }, styles);
  assert.match(html, /This step was not run\./);
  assert.match(html, /No step with servers has run/);
  assert.match(
    buildReport({ ...report, cells: [failed] }, styles),
    /The stack is not running\. Run &lt;start> first\./,
  );
  assert.match(
    buildReport({ ...report, cells: [{ ...ran, changedSince: true }] }, styles),
    /The cell was changed after this run/,
  );
});

test("the mark of an explanation is not shown", () => {
  const prose = "# The surge\n\n<!-- explains: naive-load -->\nTwo faults.\n<!-- /explains -->\n";
  const [page = ""] = buildReport(reportOf(naive, { prose }), styles).split(
    '<script type="application/json"',
  );
  assert.match(page, /<p>Two faults\.<\/p>/);
  assert.doesNotMatch(page, /explains:/);
});

test("markup from data, prose or a name stays text", () => {
  const evil = `</script></style><img src=x onerror="alert(1)"><svg onload='alert(2)'>&lt;b&gt;`;
  const table = {
    ...samples.sql,
    statements: [{ command: evil, columns: [evil], rows: [[evil]], truncatedAt: null, error: null }],
  };
  const report = reportOf(
    {
      table: samples.cell(table),
      show: samples.cell({ ...samples.show, source: evil, file: evil }),
      discuss: samples.cell({ ...samples.discuss, questions: [{ question: evil, answer: evil }] }),
      load: {
        result: { ...samples.naive, strategy: evil, abCommand: evil, failures: { [evil]: 473 } },
        predicted: [{ key: evil, guess: evil, got: evil }],
        expected: [{ key: evil, want: evil, got: null, held: false }],
      },
    },
    { prose: `# ${evil}\n\n${evil}\n\n[link](javascript:alert(3)) ![image](https://example.org/x.png)\n` },
  );
  const cells = report.cells.map((cell) => ({ ...cell, step: evil, action: evil, code: evil }));
  const html = buildReport({ ...report, cells, student: evil, notebook: evil, surgeLab: evil }, styles);
  assert.equal(html.match(/<script/gi)?.length, 1);
  assert.equal(html.match(/<\/script/gi)?.length, 1);
  assert.equal(html.match(/<\/style/gi)?.length, 1);
  // Attributes of elements that are real: none of what was smuggled in.
  for (const [element] of html.slice(html.indexOf("<body>")).matchAll(/<[a-z][^>]*>/gi)) {
    assert.doesNotMatch(element.replaceAll(/"[^"]*"/g, '""'), /<(img|svg [^v]*onload)|onerror|onload|alert/i);
  }
  assert.doesNotMatch(html, /href="javascript/i);
});

test("a result from before the notebook was opened says when it was measured, and only such a one", () => {
  const report = reportOf(naive);
  const cells = report.cells.map((cell) => ({ ...cell, measuredAt: "2026-11-20T18:30:00+03:00" }));
  const html = buildReport({ ...report, cells }, styles);
  assert.match(html, /Measured on 2026-11-20 18:30:00 \(UTC\+03:00\), before the notebook was opened\./);
  assert.doesNotMatch(buildReport(report, styles), /before the notebook was opened/);
});
