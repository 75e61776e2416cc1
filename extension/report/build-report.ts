import { createHash } from "node:crypto";
import { machineItems } from "../actions/environment/environment.ts";
import { present } from "../actions/present.ts";
import type { CellReport } from "../actions/run-cell.ts";
import type { Block } from "../drawing/blocks.ts";
import { safeHtml } from "../drawing/safe-html.ts";
import { escaped, lines, type Markup, make } from "./html.ts";
import type { LabReport, ReportCell } from "./lab-report.ts";
import { blocksHtml, factsHtml, tableHtml } from "./report-html.ts";
import { words } from "./words.ts";

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The report as one HTML file that needs neither network nor script. The same report and styles give the same
 * bytes on every machine, which is what `verifyReport` rests on.
 * @param styles as `readStyles` gives them
 */
export function buildReport(report: LabReport, styles: string): string {
  const { language } = report;
  const page = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(report)}</title>
<style>
${styles}</style>
</head>
<body>
${[head(report), main(report), foot(report)].map(({ html }) => html).join("\n")}
${dataScript(report)}
</body>
</html>
`;
  // Half of a surrogate pair has no bytes in UTF-8.
  return page.toWellFormed();
}

/** `<` cannot end the element from within, and means the same in JSON. */
function dataScript(report: LabReport): string {
  const json = JSON.stringify(report).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="surge-lab-report" data-sha256="${sha256(json)}">${json}</script>`;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const firstHeading = /<h1>([\s\S]*?)<\/h1>\n?/;

/** The first heading of the prose, which is the heading of the page too; HTML. Undefined: it has none. */
function headingOf({ parts }: LabReport): string | undefined {
  const headings = parts.map((part) => "prose" in part && firstHeading.exec(safeHtml(part.prose))?.[1]);
  return headings.find((heading) => typeof heading === "string");
}

/** HTML without tags. */
function titleOf(report: LabReport): string {
  return headingOf(report)?.replaceAll(/<[^>]*>/g, "") ?? escaped(report.notebook);
}

function head(report: LabReport): Markup {
  const text = words[report.language];
  return make(
    "header",
    {},
    lines(
      make("p", { class: "kind" }, text.kind),
      make("h1", {}, { html: headingOf(report) ?? escaped(report.notebook) }),
      factsHtml([
        ...(report.student === null ? [] : [[text.student, report.student] as const]),
        [text.made, report.madeAt.replace("T", " ").replace(/([+-]\d\d:\d\d)$/, " (UTC$1)")],
        [text.notebook, report.notebook],
        [text.madeBy, `Surge Lab ${report.surgeLab}`],
      ]),
      overview(report),
      environment(report),
    ),
  );
}

function overview(report: LabReport): Markup {
  const text = words[report.language];
  const left = (label: string) => ({ label, align: "left" as const });
  return make(
    "section",
    { class: "report" },
    tableHtml({
      kind: "table",
      caption: text.overview,
      columns: [left(text.step), left(text.action), left(text.outcome), left(text.asExpected)],
      rows: report.cells.map((cell) => [
        cell.step ?? "–",
        cell.action,
        inOneLine(cell, report),
        text.held(cell.expected.filter(({ held }) => held).length, cell.expected.length),
      ]),
    }),
  );
}

function environment({ environment: machine, language }: LabReport): Markup {
  const text = words[language];
  return make(
    "section",
    { class: "report" },
    lines(
      make("h2", {}, text.environment),
      machine === null ? make("p", {}, text.notStarted) : factsHtml(machineItems(machine, language)),
    ),
  );
}

/** The first heading stands at the head of the page already. */
function main(report: LabReport): Markup {
  let heading = firstHeading;
  const parts = report.parts.map((part) => {
    if (!("prose" in part)) {
      const cell = report.cells[part.cell];
      return cell && cellHtml(cell, report);
    }
    const html = safeHtml(part.prose);
    const rest = html.replace(heading, "");
    if (rest !== html) heading = never;
    return rest !== "" && make("section", { class: "prose" }, { html: rest });
  });
  return make("main", {}, lines(...parts));
}

const never = /(?!)/;

function cellHtml(cell: ReportCell, report: LabReport): Markup {
  const text = words[report.language];
  const name = text.cell(cell.step, cell.action);
  return make(
    "section",
    { class: "cell", "aria-label": name },
    lines(
      make("p", { class: "name" }, name),
      make("pre", { class: "source" }, make("code", {}, cell.code.replaceAll("\r\n", "\n"))),
      cell.changedSince && make("p", { class: "changed" }, text.changedSince),
      blocksHtml(blocksOf(cell, report), report.language),
    ),
  );
}

function blocksOf(cell: ReportCell, { language }: LabReport): readonly Block[] {
  const ran = ranCell(cell);
  if (ran) return present(ran, language);
  if (cell.error) return [{ kind: "verdict", sign: "✗", text: cell.error.message }];
  const { notRun, skipped } = words[language];
  return [{ kind: "line", text: cell.missing ? `${skipped}: ${cell.missing.message}` : notRun }];
}

function inOneLine(cell: ReportCell, report: LabReport): string {
  const blocks = blocksOf(cell, report);
  const verdict = blocks.find((block) => block.kind === "verdict");
  if (verdict) return verdict.sign === "•" ? verdict.text : `${verdict.sign} ${verdict.text}`;
  const { notRun, skipped } = words[report.language];
  return cell.missing ? skipped : notRun;
}

function ranCell({ result, predicted, expected }: ReportCell): CellReport | undefined {
  return result ? { result, predicted, expected } : undefined;
}

function foot({ language }: LabReport): Markup {
  const text = words[language];
  return make(
    "footer",
    {},
    lines(
      make("h2", {}, text.check),
      make("pre", {}, make("code", {}, text.command)),
      make("p", {}, text.noSignature),
    ),
  );
}
