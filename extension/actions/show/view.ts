import type { View } from "../define.ts";
import { ask, showQuestions } from "../questions.ts";
import type { ShowResult } from "../results.ts";
import { marksOf, stepsOf } from "../strategies/source-marks.ts";
import type { Texts } from "../words.ts";

const languages: Readonly<Record<string, string>> = {
  ts: "ts",
  js: "js",
  mjs: "js",
  py: "python",
  sql: "sql",
};

export function showView({ strategy, file, source, editedSinceStart }: ShowResult, words: Texts): View {
  const steps = stepsOf(source);
  const extension = file.slice(file.lastIndexOf(".") + 1);
  return {
    main: [
      {
        kind: "verdict",
        sign: "•",
        text: editedSinceStart ? words.show.edited(strategy) : words.show.title(strategy),
      },
      {
        kind: "code",
        title: file,
        language: languages[extension] ?? "",
        source,
        marks: marksOf(steps, words),
      },
    ],
    after: ask(showQuestions(steps, words), words),
  };
}
