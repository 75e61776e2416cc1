import type { Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import { left, signed } from "../columns.ts";
import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import { sourceDetails } from "../strategies/source-view.ts";
import { isExact, isSound, noCrash } from "./cells.ts";
import { matrixQuestions } from "./questions.ts";
import type { MatrixCell, MatrixResult } from "./result.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

export function matrixView(result: MatrixResult, language: Language): View {
  const words = { en, ru }[language];
  return {
    main: [
      verdict(result, words),
      ...(Object.keys(result.matrix).length > 0 ? [matrixTable(result, words)] : []),
    ],
    after: [
      ...ask(matrixQuestions(result, words), language),
      ...sourceDetails(Object.values(result.sources ?? {}), language),
    ],
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
  const sign = rows.length === 0 ? "•" : wrong.length === 0 ? "=" : "≠";
  return { kind: "verdict", sign, text: said.join(" ") };
}

function matrixTable({ matrix, hits, repeat, crashes }: MatrixResult, words: Words): TableBlock {
  const places = inOrder(Object.values(matrix).map((cells) => Object.keys(cells)));
  return {
    kind: "table",
    caption: words.matrix,
    columns: [
      left(words.strategy),
      ...places.map((place) => signed(place === noCrash ? words.noCrash : place)),
    ],
    rows: Object.entries(matrix).map(([strategy, cells]) => [
      strategy,
      ...places.map((place) => {
        const cell = cells[place];
        return cell ? `${signOf(cell)} ${words.cell(cell)}` : words.notThere;
      }),
    ]),
    note: words.matrixNote(hits, repeat, crashes),
  };
}

/** All places, each after those that come before it in any of the rows. */
function inOrder(rows: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  for (;;) {
    const open = rows.map((row) => row.filter((place) => !order.includes(place))).filter(([first]) => first);
    const firsts = open.flatMap(([first]) => first ?? []);
    const next = firsts.find((place) => open.every((row) => row.indexOf(place) <= 0)) ?? firsts[0];
    if (next === undefined) return order;
    order.push(next);
  }
}

function signOf(cell: MatrixCell): string {
  if (isExact(cell)) return "=";
  return cell.exact === cell.runs ? "≈" : "≠";
}
