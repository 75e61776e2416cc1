import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { present } from "../../extension/actions/present.ts";
import { languages } from "../../extension/common/language.ts";
import { drawBlocks } from "../../extension/drawing/html/draw.ts";
import { renderMarkdown } from "../../extension/drawing/markdown.ts";
import { safeHtml, safeMarkdown } from "../../extension/drawing/safe-html.ts";
import { renderText } from "../../extension/drawing/text.ts";
import { refusalOf } from "../../extension/inspection/own-app/refusal.ts";
import { buildReport } from "../../extension/report/build-report.ts";
import { isLabReport } from "../../extension/report/report-shape.ts";
import { verifyReport } from "../../extension/report/verify-report.ts";
import * as samples from "../samples/index.ts";
import { reportOf, styles } from "../samples/report.ts";
import { inTime, pumped } from "../support/pumps.ts";
import { runs } from "../support/runs.ts";

// Results are read from the folder of the lab, reports from whoever handed them in.

const options = { file: "report.html", styles, surgeLab: "0.1.0" };
const reports = Object.entries(samples.results).map(([step, result]) =>
  reportOf({ [step]: samples.cell(result) }),
);
const pages = reports.map((report) => buildReport(report, styles));

/** False for a page with which nothing is wrong. */
function isRefused(page: string): boolean {
  try {
    return verifyReport(page, options).disagreements.length > 0;
  } catch (error) {
    if (error instanceof Error && error.name === "LabError") return true;
    throw error;
  }
}

describe("a report that was handed in", () => {
  test("is refused, whatever was changed in it, and wherever", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "<script>",
        "</script>",
        '"',
        "\\u0000",
        "9",
        "-",
        "\ufeff",
        "\r",
        "\u202e",
        "[".repeat(100_000),
      ),
    );
    const change = fc.record({ from: fc.nat(), length: fc.oneof(fc.nat(3), fc.nat(20_000)), piece });
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...pages), change, (page, { from, length, piece }) => {
        const start = from % page.length;
        const changed = page.slice(0, start) + piece + page.slice(start + length);
        // Git may change line breaks; nothing else may differ.
        if (changed.replaceAll("\r\n", "\n") === page) return;
        refused += 1;
        assert.ok(isRefused(changed), JSON.stringify([start, length, piece]));
      }),
      { numRuns: runs(300) },
    );
    assert.ok(refused > 200, `${refused}`);
  });

  test("may be anything at all", () => {
    const around = (json: string) =>
      `<script type="application/json" id="surge-lab-report" data-sha256="x">${json}</script>`;
    const json = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom("[".repeat(1_000_000), '{"a":'.repeat(100_000)),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), json.map(around)), (page) =>
        assert.ok(isRefused(page)),
      ),
      { numRuns: runs(300) },
    );
  });
});

describe("a result with any values in its right shape", () => {
  const values = [
    0,
    -0,
    1,
    -1,
    1e308,
    -1e308,
    5e-324,
    1e-9,
    2 ** 31,
    2 ** 53,
    1e21,
    0.5,
    null,
    true,
    "",
    "x".repeat(5_000),
  ];
  const hostile = fc.constantFrom<unknown>(
    ...values,
    "<script>",
    "\u001b[2J\u202e\u0000",
    "| `a` |\n\n```\n# b",
    [],
    {},
  );

  test("is drawn as text or refused, in time and in bounds", () => {
    const seen = { drawn: 0, refused: 0, otherShape: 0 };
    const changes = fc.array(fc.tuple(fc.nat(100_000), hostile), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        fc.constantFrom(...reports),
        changes,
        fc.constantFrom(...languages),
        (report, list, language) => {
          const changed = structuredClone({ ...report, language });
          const [cell] = changed.cells;
          assert.ok(cell);
          for (const [at, value] of list) replaceNth(cell.result, at, value);
          if (!isLabReport(changed) || !cell.result) {
            seen.otherShape += 1;
            return;
          }
          const { result } = cell;
          const begun = performance.now();
          try {
            const blocks = present(samples.cell(result), language);
            const drawn = [
              renderText(blocks, { colour: false, language }),
              renderMarkdown(blocks),
              renderToString(
                drawBlocks(blocks, {
                  language,
                  idPrefix: "",
                  html: (html) => ({ children: html }),
                  scroller: () => ({}),
                }),
              ),
            ];
            for (const text of drawn) assert.ok(text.length < 20_000_000, `${text.length} characters`);
            assert.doesNotMatch((drawn[0] ?? "").replaceAll("\n", ""), /[\p{Cc}\u202e]/u);
            assert.doesNotMatch(drawn[2] ?? "", /<script/);
            seen.drawn += 1;
          } catch (error) {
            // Both the notebook and the report say that it cannot be shown.
            if (error instanceof assert.AssertionError) throw error;
            seen.refused += 1;
          }
          const page = buildOrNothing(changed);
          if (page !== undefined) isRefused(page);
          const took = performance.now() - begun;
          assert.ok(took < 10_000, `${took} ms`);
        },
      ),
      { numRuns: runs(1_000) },
    );
    assert.ok(seen.drawn > 100, JSON.stringify(seen));
  });
});

function buildOrNothing(report: (typeof reports)[number]): string | undefined {
  try {
    return buildReport(report, styles);
  } catch {
    return undefined;
  }
}

/** Replaces the nth value in it of the same type, so that most of it keeps its shape. */
function replaceNth(root: unknown, nth: number, value: unknown): void {
  const places: { readonly holder: object; readonly key: string }[] = [];
  const visit = (holder: object) => {
    for (const [key, inner] of Object.entries(holder)) {
      places.push({ holder, key });
      if (typeof inner === "object" && inner !== null) visit(inner);
    }
  };
  if (typeof root === "object" && root !== null) visit(root);
  const fitting = places.filter(({ holder, key }) => typeof Reflect.get(holder, key) === typeof value);
  const place = fitting[nth % fitting.length] ?? places[nth % places.length];
  if (place) Reflect.set(place.holder, place.key, structuredClone(value));
}

describe("a text of anybody is shown in a time that grows with its length only", () => {
  const route = { method: "POST", path: "/hit" } as const;
  const showing: Readonly<Record<string, (text: string) => unknown>> = {
    "an app's page for people": (body) =>
      refusalOf(route, { status: 500, headers: { "content-type": "text/html" }, body, cut: false }),
    safeMarkdown,
    safeHtml,
    "a line in a terminal": (text) => renderText([{ kind: "line", text }], { colour: false, language: "en" }),
    "a verdict in Markdown": (text) => renderMarkdown([{ kind: "verdict", sign: "•", text }]),
    "a log": (text) =>
      renderText([{ kind: "log", caption: "log", lines: [text] }], { colour: false, language: "en" }),
  };
  for (const [name, show] of Object.entries(showing)) {
    test(name, () => {
      for (const text of pumped(15_000)) inTime(() => show(text), text);
    });
  }
});
