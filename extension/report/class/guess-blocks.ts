import type { Scalar } from "../../common/condition.ts";
import { formatNumber, type Language } from "../../common/language.ts";
import type { Block } from "../../drawing/blocks.ts";
import { panelsChart } from "../../drawing/panels.ts";
import { type Bin, type Guesses, guessesOf, histogram, medianGot } from "./guesses.ts";
import type { Student } from "./students.ts";
import { words } from "./words.ts";

/** What the class guessed: what was wrong most in a table, then how often each was guessed. */
export function guessBlocks(students: readonly Student[], language: Language): Block[] {
  const text = words[language];
  const all = guessesOf(students);
  if (all.length === 0) return [{ kind: "line", text: text.noGuesses }];
  const left = (label: string) => ({ label, align: "left" as const });
  const right = (label: string) => ({ label, align: "right" as const });
  return [
    {
      kind: "table",
      caption: text.guesses,
      saidAbove: true,
      columns: [
        left(text.step),
        left(text.value),
        right(text.right),
        right(text.mostOften),
        right(text.measured),
      ],
      rows: all.map((one) => [
        nameOf(one),
        one.key,
        text.ofPoints(one.right, one.guesses.length),
        mostOften(one, language),
        measured(one, language),
      ]),
      note: text.guessesNote,
    },
    ...all.map((one) => histogramOf(one, language)),
  ];
}

const nameOf = ({ notebook, step }: Guesses) => `${notebook}, ${step}`;

function histogramOf(one: Guesses, language: Language): Block {
  const text = words[language];
  const bars = histogram(one).map((bin) => ({
    label: binLabel(bin, language),
    value: formatNumber(bin.count, language),
    size: bin.count,
  }));
  const title = text.histogramTitle(one.guesses.length, measured(one, language));
  return panelsChart(text.histogram(nameOf(one), one.key), [{ title, fill: "stored", bars }]);
}

function mostOften(one: Guesses, language: Language): string {
  const [first] = histogram(one).sort((a, b) => b.count - a.count);
  return first ? binLabel(first, language) : "–";
}

function measured(one: Guesses, language: Language): string {
  const median = medianGot(one);
  if (median !== undefined) return formatNumber(median, language);
  const [first] = one.guesses;
  return first?.got == null ? "–" : scalar(first.got, language);
}

function binLabel({ values: [from, to] }: Bin, language: Language): string {
  const low = scalar(from, language);
  return to === undefined ? low : words[language].from(low, scalar(to, language));
}

function scalar(value: Scalar, language: Language): string {
  const { yes, no } = words[language];
  if (typeof value === "boolean") return value ? yes : no;
  return typeof value === "number" ? formatNumber(value, language) : value;
}
