import type { Language } from "../../common/language.ts";
import type { View } from "../define.ts";
import type { Asked } from "../questions.ts";
import { ask } from "../questions.ts";
import type { ShowResult } from "./result.ts";
import { marksIn, type SourceMark } from "./source-marks.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const codeLanguages: Readonly<Record<string, string>> = {
  ts: "ts",
  js: "js",
  mjs: "js",
  py: "python",
  sql: "sql",
};

export function showView({ strategy, file, source, editedSinceStart }: ShowResult, language: Language): View {
  const words = { en, ru }[language];
  const marks = marksIn(source);
  const extension = file.slice(file.lastIndexOf(".") + 1);
  return {
    main: [
      {
        kind: "verdict",
        sign: "•",
        text: editedSinceStart ? words.edited(strategy) : words.title(strategy),
      },
      {
        kind: "code",
        title: file,
        file,
        language: codeLanguages[extension] ?? "",
        source,
        marks: marks.map(({ line, kind }) => ({ line, note: words.marks[kind] })),
      },
    ],
    after: ask(questions(marks, words), language),
  };
}

/** Where the source itself has the gap: between a line that reads and a later one that writes. */
function questions(marks: readonly SourceMark[], { questions }: typeof en): Asked[] {
  const pair = (from: SourceMark["kind"], to: SourceMark["kind"]) => {
    const start = marks.find(({ kind }) => kind === from);
    const end = start && marks.find(({ kind, line }) => kind === to && line > start.line);
    return start && end ? ([start.line, end.line] as const) : undefined;
  };
  const found: Asked[] = [];
  const update = pair("read", "writeBack");
  if (update) found.push(questions.between(...update));
  const buffer = pair("readBuffer", "clearBuffer");
  const aside = marks.some(({ kind }) => kind === "moveAside");
  if (buffer && !aside) found.push(questions.betweenBuffer(...buffer));
  return found;
}
