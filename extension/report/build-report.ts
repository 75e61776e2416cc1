import { h, type JSX } from "preact";
import { machineItems } from "../actions/environment/environment.ts";
import { present } from "../actions/present.ts";
import { sha256 } from "../common/sha256.ts";
import { withoutExplanationMarks } from "../document/explanation.ts";
import type { Block } from "../drawing/blocks.ts";
import { drawBlocks } from "../drawing/html/draw.ts";
import { drawFacts } from "../drawing/html/table.ts";
import { safeHtml } from "../drawing/safe-html.ts";
import { verdictText } from "../drawing/verdict-text.ts";
import { firstPage } from "./first-page.ts";
import type { LabReport, ReportCell } from "./lab-report.ts";
import { html, page, printedSurface } from "./page.ts";
import { words } from "./words.ts";

/**
 * The report as one HTML file that needs neither network nor script. The same report and styles give the same
 * bytes on every machine, which is what `verifyReport` rests on.
 * @param styles as `readStyles` gives them
 */
export function buildReport(report: LabReport, styles: string): string {
  return page({
    language: report.language,
    title: h("title", titleOf(report)),
    styles,
    body: [head(report), details(report), main(report), foot(report)],
    after: dataScript(report),
  });
}

/** `<` cannot end the element from within, and means the same in JSON. */
function dataScript(report: LabReport): string {
  const json = JSON.stringify(report).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="surge-lab-report" data-sha256="${sha256(json)}">${json}</script>`;
}

const firstHeading = /<h1>([\s\S]*?)<\/h1>\n?/;

/** HTML. Undefined when the prose has no heading. */
function headingOf({ parts }: LabReport): string | undefined {
  const headings = parts.map(
    (part) => "prose" in part && firstHeading.exec(safeHtml(withoutExplanationMarks(part.prose)))?.[1],
  );
  return headings.find((heading) => typeof heading === "string");
}

/** The first heading of the prose is the title of the page too, there without markup. */
function titleOf(report: LabReport) {
  const heading = headingOf(report);
  return heading === undefined ? { children: report.notebook } : html(heading.replaceAll(/<[^>]*>/g, ""));
}

function head(report: LabReport): JSX.Element {
  const text = words[report.language];
  const heading = headingOf(report);
  return h(
    "header",
    null,
    h("p", { class: "kind" }, text.kind),
    h("h1", heading === undefined ? { children: report.notebook } : html(heading)),
    drawFacts([
      ...(report.student === null ? [] : [[text.student, report.student] as const]),
      [text.made, readable(report.madeAt)],
      [text.notebook, report.notebook],
      [text.madeBy, `Surge Lab ${report.surgeLab}`],
    ]),
    firstPage(report, (blocks) => drawing(blocks, report, "findings")),
  );
}

function readable(time: string): string {
  return time.replace("T", " ").replace(/([+-]\d\d:\d\d)$/, " (UTC$1)");
}

/** Everything else, from here on: all steps, the machine, then the document. */
function details(report: LabReport): JSX.Element {
  const text = words[report.language];
  return h(
    "section",
    { class: "details" },
    drawing([overview(report)], report, "overview"),
    h("h2", null, text.environment),
    report.environment === null
      ? h("p", null, text.notStarted)
      : drawFacts(machineItems(report.environment, report.language)),
  );
}

function overview(report: LabReport): Block {
  const text = words[report.language];
  const left = (label: string) => ({ label, align: "left" as const });
  return {
    kind: "table",
    caption: text.overview,
    columns: [left(text.step), left(text.action), left(text.outcome), left(text.asExpected)],
    rows: report.cells.map((cell) => [
      cell.step ?? "–",
      cell.action,
      inOneLine(cell, report),
      text.held(cell.expected.filter(({ held }) => held).length, cell.expected.length),
    ]),
  };
}

/** The first heading stands at the head of the page already. */
function main(report: LabReport): JSX.Element {
  let heading = firstHeading;
  const parts = report.parts.map((part) => {
    if (!("prose" in part)) {
      const cell = report.cells[part.cell];
      return cell && drawCell(cell, report, `cell-${part.cell}`);
    }
    const prose = safeHtml(withoutExplanationMarks(part.prose));
    const rest = prose.replace(heading, "");
    if (rest !== prose) heading = never;
    return rest !== "" && h("section", { class: "prose", ...html(rest) });
  });
  return h("main", null, parts);
}

const never = /(?!)/;

function drawCell(cell: ReportCell, report: LabReport, id: string): JSX.Element {
  const text = words[report.language];
  const name = text.cell(cell.step, cell.action);
  const source = cell.expect === undefined ? cell.code : `${cell.code}\n${cell.expect}`;
  return h(
    "section",
    { class: "cell", "aria-label": name },
    h("p", { class: "name" }, name),
    h("pre", { class: "source" }, h("code", null, source.replaceAll("\r\n", "\n"))),
    cell.measuredAt !== undefined && h("p", { class: "changed" }, text.measuredAt(readable(cell.measuredAt))),
    cell.changedSince && h("p", { class: "changed" }, text.changedSince),
    drawing(blocksOf(cell, report), report, id),
  );
}

/** @param id of the drawing within the page */
function drawing(blocks: readonly Block[], { language }: LabReport, id: string): JSX.Element {
  return drawBlocks(blocks, printedSurface(language, id));
}

function blocksOf(cell: ReportCell, { language }: LabReport): readonly Block[] {
  const { result, predicted, expected, why } = cell;
  if (result) return present({ result, predicted, expected, ...(why !== undefined && { why }) }, language);
  if (cell.error) return [{ kind: "verdict", sign: "✗", text: cell.error.message }];
  const { notRun, skipped } = words[language];
  return [{ kind: "line", text: cell.missing ? `${skipped}: ${cell.missing.message}` : notRun }];
}

function inOneLine(cell: ReportCell, report: LabReport): string {
  const verdict = blocksOf(cell, report).find((block) => block.kind === "verdict");
  if (verdict) return verdictText(verdict);
  const { notRun, skipped } = words[report.language];
  return cell.missing ? skipped : notRun;
}

function foot({ language }: LabReport): JSX.Element {
  const text = words[language];
  return h(
    "footer",
    null,
    h("h2", null, text.check),
    h("pre", null, h("code", null, text.command)),
    h("p", null, text.noSignature),
  );
}
