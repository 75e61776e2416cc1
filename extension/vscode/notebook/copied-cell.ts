import { withLineBreaks } from "../../document/lines.ts";
import { newCell } from "../../document/parse.ts";
import type { CellOrigin } from "./notebook-text.ts";

/**
 * The origin of a copy: what stands hidden behind the cell goes with it, and a step's name that is taken gets a
 * number, because a file with the same step twice cannot be read.
 */
export function copiedOrigin(
  { source }: CellOrigin,
  taken: ReadonlySet<string>,
  lineBreak: string,
): CellOrigin {
  const nowhere = { index: undefined, before: "", after: "" };
  if (source.kind === "prose") return { ...nowhere, source };
  const { language, step, code, expect } = source;
  const copy = newCell(language, step && freeName(step, taken), code, lineBreak);
  if (!expect) return { ...nowhere, source: copy };
  const behind = withLineBreaks(expect.raw, lineBreak);
  return {
    ...nowhere,
    source: { ...copy, raw: copy.raw + behind, expect: { ...expect, raw: behind } },
  };
}

/** The origin of a cell that the lab inserts: it has a name, after its action, because of a nameless one nothing is kept. */
export function insertedOrigin(code: string, taken: ReadonlySet<string>, lineBreak: string): CellOrigin {
  const action = /^[\w-]+(?=:)/m.exec(code)?.[0];
  const source = newCell("yaml", action, code, lineBreak);
  return copiedOrigin({ index: undefined, before: "", after: "", source }, taken, lineBreak);
}

function freeName(step: string, taken: ReadonlySet<string>): string {
  let name = step;
  for (let number = 2; taken.has(name); number++) name = `${step}-${number}`;
  return name;
}
