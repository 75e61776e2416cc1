/** The errors of a file, each placed at its line. */
export const en = {
  "unclosed-fence": ({ line, run, next }: { line: number; run: string; next: number | undefined }) => ({
    what:
      next === undefined
        ? `Line ${line}: the cell that begins here is never closed.`
        : `Line ${line}: the cell that begins here is still open where the next one begins, on line ${next}.`,
    remedy: `Put a line with ${run} and nothing else after the last line of the cell.`,
  }),
  "unclosed-expect": ({ line }: { line: number }) => ({
    what: `Line ${line}: the comment with \`expect\` that begins here does not end with --> at the end of a line.`,
    remedy: "Put --> at the end of its last line, and all other text outside of it.",
  }),
  "invalid-step": ({ line, step }: { line: number; step: string }) => ({
    what: `Line ${line}: “${step}” is not a valid step name.`,
    remedy: "Use only letters, digits, “-” and “_”, for example naive-load.",
  }),
  "duplicate-step": ({ line, step, first }: { line: number; step: string; first: number }) => ({
    what: `Line ${line}: the step name “${step}” is already used on line ${first}.`,
    remedy: "Rename one of the two steps.",
  }),
  "nested-too-deep": ({ line }: { line: number }) => ({
    what: `Line ${line}: lists or quotes are nested too deeply here.`,
    remedy: "Remove some of the list or quote marks at the beginning of the line.",
  }),
  "not-utf-8": ({ line }: { line: number }) => ({
    what: `Line ${line} is not UTF-8 text.`,
    remedy: "Save the file as UTF-8 in the editor that created it, then open it again.",
  }),
};

/** The beginning of a message about a cell. */
export const placed = {
  inFile: (line: number, cellLine: number) => `Line ${line} (line ${cellLine} of the cell): `,
  inCell: (cellLine: number) => `Line ${cellLine} of the cell: `,
  inFileComment: (line: number) => `Line ${line} (the comment below the cell): `,
  inComment: (line: number) =>
    `Line ${line} of the comment below this cell, which only the text of the file shows: `,
};
