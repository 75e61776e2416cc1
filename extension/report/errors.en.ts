export const en = {
  "not-a-report": ({ file }: { file: string }) => ({
    what: `${file} is not a report of Surge Lab.`,
    remedy: "Give a file that Surge Lab: Export Report, --report or --json has written.",
  }),
  "newer-report": ({ file, version }: { file: string; version: number }) => ({
    what: `${file} was written by a newer Surge Lab: its format is ${version}, and this one knows 1.`,
    remedy: "Update Surge Lab and verify it again.",
  }),
  /** `fault`: the parser's complaint, or the place that is not as it must be. */
  "broken-report": ({ file, fault }: { file: string; fault: string }) => ({
    what: `The results inside ${file} cannot be read (${fault}), so it was changed or damaged after it was made.`,
    remedy: "Ask for the report as it was exported.",
  }),
};
