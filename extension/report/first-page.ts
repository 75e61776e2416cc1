import { h, type JSX } from "preact";
import { guessText } from "../actions/foresight.ts";
import { present } from "../actions/present.ts";
import type { Block, TableBlock, VerdictBlock } from "../drawing/blocks.ts";
import { safeHtml } from "../drawing/safe-html.ts";
import type { LabReport, ReportCell } from "./lab-report.ts";
import { words } from "./words.ts";

/** What a reader wants to know first: what was found, what had been guessed, what the student answered. */
export function firstPage(report: LabReport, draw: (blocks: readonly Block[]) => JSX.Element): JSX.Element {
  const text = words[report.language];
  const answers = answersOf(report);
  return h(
    "section",
    { class: "first-page" },
    draw([findings(report)]),
    answers.length > 0 && [
      h("h2", null, text.answers),
      h(
        "dl",
        { class: "answers" },
        answers.map(({ question, answer }) => [
          h("dt", { dangerouslySetInnerHTML: { __html: safeHtml(question) } }),
          h(
            "dd",
            null,
            answer === undefined
              ? h("p", { class: "unanswered" }, text.unanswered)
              : h("div", { dangerouslySetInnerHTML: { __html: safeHtml(answer) } }),
          ),
        ]),
      ),
    ],
  );
}

/** The steps that judge, were guessed, or expected something; the others only prepare them. */
function findings({ cells, language }: LabReport): TableBlock {
  const text = words[language];
  const rows = cells.flatMap((cell) => {
    const verdict = verdictOf(cell, language);
    if (!verdict) return [];
    const { sign, expected, text: found } = verdict;
    if (sign === "•" && cell.predicted.length === 0 && !expected) return [];
    return [
      [
        cell.step ?? cell.action,
        expected ? (expected.held ? "✓" : "✗") : "–",
        guessOf(cell, language),
        sign === "•" ? found : `${sign} ${found}`,
      ],
    ];
  });
  const left = (label: string) => ({ label, align: "left" as const });
  return {
    kind: "table",
    caption: text.findings,
    columns: [
      left(text.step),
      left(text.asExpected),
      left(text.predicted),
      { ...left(text.outcome), signs: true, prose: true },
    ],
    rows,
  };
}

/** With the reason for it. */
function guessOf({ predicted, why }: ReportCell, language: LabReport["language"]): string {
  const guess = predicted.map((each) => guessText(each, language)).join("; ");
  if (guess === "") return "–";
  return why === undefined ? guess : `${guess} (${why})`;
}

function verdictOf(
  { result, predicted, expected, error }: ReportCell,
  language: LabReport["language"],
): VerdictBlock | undefined {
  if (error) return { kind: "verdict", sign: "✗", text: error.message };
  if (!result) return undefined;
  return present({ result, predicted, expected }, language).find((block) => block.kind === "verdict");
}

interface Answer {
  readonly question: string;
  /** Undefined where the student has written none. */
  readonly answer: string | undefined;
}

/** What a notebook has there before the student writes. */
const invitation = /^\*\*[^*\n]+:\*\* \*[^*\n]+\*$/;

/** Under each cell that opens an answer, down to the next heading, stands the student's; above it, the question. */
function answersOf({ parts, cells }: LabReport): Answer[] {
  return parts.flatMap((part, index) => {
    if (!("cell" in part) || cells[part.cell]?.action !== "discuss") return [];
    const [above, below] = [parts[index - 1], parts[index + 1]];
    const headings = above && "prose" in above ? [...above.prose.matchAll(/^#{1,6} +(.+)$/gm)] : [];
    const result = cells[part.cell]?.result;
    const asked = result?.action === "discuss" ? result.questions[0]?.question : undefined;
    const question = asked ?? headings.at(-1)?.[1];
    if (question === undefined) return [];
    const written = below && "prose" in below ? (below.prose.split(/^#{1,6} /m)[0] ?? "").trim() : "";
    return [{ question, answer: written === "" || invitation.test(written) ? undefined : written }];
  });
}
