const beginning = /^ {0,3}<!-- explains: (\S+) -->[ \t]*$/;
const ending = /^ {0,3}<!-- \/explains -->[ \t]*$/;

/** The step whose result a prose explains: its first line is `<!-- explains: step -->`, which no Markdown viewer shows. */
export function explainedStep(prose: string): string | undefined {
  return beginning.exec(prose.split(/\r\n|\n|\r/, 1)[0] ?? "")?.[1];
}

/** An explanation ends with its line `<!-- /explains -->`, else with the next heading or cell. */
export function endsExplanation(line: string): boolean {
  return ending.test(line);
}

/** For a reader that would show the marks. */
export function withoutExplanationMarks(prose: string): string {
  const marks = [beginning, ending].map(({ source }) => new RegExp(source, "gm"));
  return marks.reduce((text, mark) => text.replaceAll(mark, ""), prose);
}
