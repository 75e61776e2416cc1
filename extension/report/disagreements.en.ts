/** What a report says that does not agree with its own results. */
export const en = {
  hash: "The results inside the file were changed after the report was made: their SHA-256 is another one.",
  value: (key: string, said: string, found: string) =>
    `${key}: the report says ${said}, its own numbers give ${found}.`,
  unknown: (key: string) => `${key}: Surge Lab writes no such value into a report.`,
  ofStep: (step: string, sentence: string) => `Step ${step}, ${sentence}`,
  line: (line: number, is: string, should: string) =>
    `Line ${line} of the file shows “${is}”, its results give “${should}”.`,
  more: (count: number) => `Lines that differ besides: ${count}.`,
  otherVersion: (version: string) =>
    `The report was made by Surge Lab ${version}, which may word it otherwise: verify it with that version.`,
};
