import type { Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import { left } from "../columns.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import { isExact, isSound, noCrash } from "./cells.ts";
import { matrixQuestions } from "./questions.ts";
import type { MatrixResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

/** In the order in which a batch usually comes to them; all others follow. */
const usualOrder = [noCrash, "after-take", "before-commit", "after-commit", "before-acknowledge"];

export function matrixView(result: MatrixResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      verdict(result, words),
      ...(Object.keys(result.matrix).length > 0 ? [matrixTable(result, words)] : []),
    ],
    after: ask(matrixQuestions(result, words), language),
  };
}

function verdict({ matrix, crashes, leftOut }: MatrixResult, words: Words): Block {
  const rows = Object.entries(matrix);
  const wrong = rows.filter(([, cells]) => !isSound(cells)).map(([name]) => name);
  const sound = rows.filter(([, cells]) => isSound(cells)).map(([name]) => name);
  const ill = rows.filter(([, cells]) => !isExact(cells[noCrash])).map(([name]) => name);
  const said = [
    rows.length === 0
      ? words.nothingCrashed
      : wrong.length === 0
        ? words.allExact(rows.length, crashes)
        : words.someWrong(wrong.join(", "), sound.join(", ")),
    ...(ill.length > 0 ? [words.unsoundControl(ill.join(", "))] : []),
    ...(leftOut.length > 0 ? [words.leftOut(leftOut.map(({ strategy }) => strategy).join(", "))] : []),
  ];
  const sign = rows.length === 0 ? "•" : wrong.length === 0 ? "✓" : "✗";
  return { kind: "verdict", sign, text: said.join(" ") };
}

function matrixTable({ matrix, hits, repeat, crashes }: MatrixResult, words: Words): TableBlock {
  const found = [...new Set(Object.values(matrix).flatMap((cells) => Object.keys(cells)))];
  const places = [
    ...usualOrder.filter((place) => found.includes(place)),
    ...found.filter((place) => !usualOrder.includes(place)),
  ];
  return {
    kind: "table",
    caption: words.matrix,
    columns: [
      left(words.strategy),
      ...places.map((place) => left(place === noCrash ? words.noCrash : place)),
    ],
    rows: Object.entries(matrix).map(([strategy, cells]) => [
      strategy,
      ...places.map((place) => {
        const cell = cells[place];
        return cell ? words.cell(cell) : words.notThere;
      }),
    ]),
    note: words.matrixNote(hits, repeat, crashes),
  };
}
