import { topLevel } from "./blocks.ts";
import type { Cell, CellLanguage, LabDocument, Prose } from "./document.ts";
import { DocumentError, documentError } from "./errors.ts";
import { expectComment } from "./expect-comment.ts";
import { cellInfo, closesFence, closingRun, openingFence, openingRun } from "./fence.ts";
import { type Line, splitLines, withLineBreaks } from "./lines.ts";

/**
 * Cuts the text of a `*.lab.md` into prose and cells; `printLab` gives the same text back.
 * A fence in a list, a quote, a comment or another fence is prose, whatever its info string says.
 * @throws DocumentError when a cell or its `expect` comment is not closed, a step id is malformed or there twice, or lists and quotes are
 * nested too deep.
 */
export function parseLab(text: string): LabDocument {
  const byteOrderMark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const { lines, fences } = topLevel(text.slice(byteOrderMark.length));
  const parts: (Prose | Cell)[] = [];
  const addProse = (raw: string) => raw !== "" && parts.push({ kind: "prose", raw });
  let written = 0;
  for (const { fence, from, to } of fences) {
    const info = cellInfo(fence);
    if (!info) continue;
    const code = lines.slice(from + 1, to);
    const line = from + 1;
    const intruder = code.findIndex(({ text }) => openingRun(text).startsWith(fence.run));
    if (to === undefined || intruder >= 0) {
      const next = intruder >= 0 ? line + 1 + intruder : undefined;
      throw new DocumentError(line, documentError("unclosed-fence", { line, run: fence.run, next }));
    }
    addProse((written === 0 ? byteOrderMark : "") + join(lines.slice(written, from)));
    const fenced = join(lines.slice(from, to + 1));
    const expect = info.language === "yaml" ? expectComment(lines, to + 1) : undefined;
    const raw = fenced + (expect?.raw ?? "");
    parts.push({ kind: "cell", raw, ...info, code: withoutLastBreak(code), line, ...(expect && { expect }) });
    written = to + 1 + splitLines(expect?.raw ?? "").length;
  }
  addProse((written === 0 ? byteOrderMark : "") + join(lines.slice(written)));
  checkSteps(parts);
  return { parts };
}

export function printLab({ parts }: LabDocument): string {
  return parts.map((part) => part.raw).join("");
}

/**
 * The cell with other code, in the line breaks of that cell; its fences grow longer when the code needs it.
 * The very same cell when the code differs in line breaks at most.
 */
export function withCode(cell: Cell, code: string): Cell {
  if (withLineBreaks(code, "\n") === withLineBreaks(cell.code, "\n")) return cell;
  const behind = cell.expect?.raw ?? "";
  const lines = splitLines(cell.raw.slice(0, cell.raw.length - behind.length));
  const [opening, closing] = [lines.at(0), lines.at(-1)];
  const fence = openingFence(opening?.text ?? "");
  if (!opening || !closing || !fence) throw new RangeError("The raw text of the cell is not a fenced block.");
  const run = longEnough(fence.run, code);
  const edited = build(cell, code, {
    opening: { ...opening, text: fence.indent + run + fence.info },
    closing: closesFence(closing.text, run) ? closing : { ...closing, text: fence.indent + run },
  });
  const moved = splitLines(edited.raw).length - splitLines(cell.raw).length;
  return cell.expect ? { ...edited, expect: { ...cell.expect, line: cell.expect.line + moved } } : edited;
}

/** A cell that is not in a file yet: its line is 0, and its last line ends with a line break. */
export function newCell(
  language: CellLanguage,
  step: string | undefined,
  code: string,
  lineBreak: string,
): Cell {
  const run = longEnough("```", code);
  const info = [language, "lab", ...(step === undefined ? [] : [step])].join(" ");
  return build({ kind: "cell", language, step, line: 0 }, code, {
    opening: { text: run + info, end: lineBreak },
    closing: { text: run, end: lineBreak },
  });
}

function build(
  about: Pick<Cell, "kind" | "language" | "step" | "line" | "expect">,
  text: string,
  { opening, closing }: { opening: Line; closing: Line },
): Cell {
  const code = withLineBreaks(text, opening.end);
  const { kind, language, step, line, expect } = about;
  const fenced = join([opening, ...(code === "" ? [] : [{ text: code, end: opening.end }]), closing]);
  return { kind, raw: fenced + (expect?.raw ?? ""), language, step, code, line, ...(expect && { expect }) };
}

/** The run, made longer than any in the code that would close it or open a cell in it. */
function longEnough(run: string, code: string): string {
  const character = run.charAt(0);
  const runs = splitLines(code).map(({ text }) => closingRun(text) || openingRun(text));
  const longest = runs.reduce(
    (most, other) => (other[0] === character ? Math.max(most, other.length) : most),
    0,
  );
  return character.repeat(Math.max(run.length, longest + 1));
}

function join(lines: readonly Line[]): string {
  return lines.map(({ text, end }) => text + end).join("");
}

function withoutLastBreak(code: readonly Line[]): string {
  const last = code.at(-1)?.end ?? "";
  return join(code).slice(0, last === "" ? undefined : -last.length);
}

function checkSteps(parts: LabDocument["parts"]): void {
  const lineOf = new Map<string, number>();
  for (const part of parts) {
    if (part.kind === "prose" || part.step === undefined) continue;
    const { step, line } = part;
    if (!/^[\p{L}\p{M}\p{Nd}_-]+$/u.test(step)) {
      throw new DocumentError(line, documentError("invalid-step", { line, step }));
    }
    const first = lineOf.get(step);
    if (first !== undefined)
      throw new DocumentError(line, documentError("duplicate-step", { line, step, first }));
    lineOf.set(step, line);
  }
}
