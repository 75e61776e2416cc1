import type { Scalar } from "../../common/condition.ts";
import type { Student } from "./students.ts";

/** What one prediction of a notebook has got from the class. */
export interface Guesses {
  /** Without the language of the notebook: `surge`. */
  readonly notebook: string;
  readonly step: string;
  readonly key: string;
  readonly guesses: readonly { readonly guess: Scalar; readonly got: Scalar | null }[];
  readonly right: number;
}

/** A number is right when it is at most this share of the larger one off. */
const tolerance = 0.1;

/** Those most often wrong first, by share; then by name. */
export function guessesOf(students: readonly Student[]): Guesses[] {
  const found = new Map<
    string,
    Omit<Guesses, "right" | "guesses"> & { guesses: Guesses["guesses"][number][] }
  >();
  for (const { report } of students.flatMap(({ reports }) => reports)) {
    const notebook = report.notebook.replace(/(\.[a-z]{2})?\.lab\.md$/, "");
    for (const { step, action, predicted } of report.cells) {
      for (const { key, guess, got } of predicted) {
        const about = { notebook, step: step ?? action, key };
        const id = JSON.stringify(about);
        const one = found.get(id) ?? { ...about, guesses: [] };
        one.guesses.push({ guess, got });
        found.set(id, one);
      }
    }
  }
  return [...found]
    .map(([id, one]) => ({ id, ...one, right: one.guesses.filter(isRight).length }))
    .sort((a, b) => wrongShare(b) - wrongShare(a) || (a.id < b.id ? -1 : 1))
    .map(({ id: _, ...one }) => one);
}

const wrongShare = ({ guesses, right }: Guesses) => 1 - right / guesses.length;

export function isRight({ guess, got }: Guesses["guesses"][number]): boolean {
  if (typeof guess !== "number" || typeof got !== "number") return guess === got;
  return Math.abs(guess - got) <= tolerance * Math.max(Math.abs(guess), Math.abs(got));
}

export interface Bin {
  /** One value, or both ends of a range of numbers. */
  readonly values: readonly [Scalar] | readonly [number, number];
  readonly count: number;
}

const mostBins = 6;

/** How often each was guessed; many different numbers share ranges of one width. */
export function histogram({ guesses }: Guesses): Bin[] {
  const values = guesses.map(({ guess }) => guess);
  const distinct = [...new Set(values)].sort(inOrder);
  const count = (is: (value: Scalar) => boolean) => values.filter(is).length;
  const numbers = distinct.filter((value) => typeof value === "number");
  if (distinct.length <= mostBins || numbers.length < distinct.length) {
    return distinct.map((value) => ({ values: [value], count: count((one) => one === value) }));
  }
  const [low = 0, high = 0] = [numbers[0], numbers.at(-1)];
  const width = (high - low) / mostBins;
  return Array.from({ length: mostBins }, (_, at) => {
    const [from, to] = [low + at * width, low + (at + 1) * width];
    const isLast = at === mostBins - 1;
    return {
      values: [from, to],
      count: count((one) => typeof one === "number" && one >= from && (one < to || isLast)),
    };
  });
}

function inOrder(one: Scalar, other: Scalar): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one) < String(other) ? -1 : 1;
}

/** Of what was measured, where it is a number. */
export function medianGot({ guesses }: Guesses): number | undefined {
  const numbers = guesses.flatMap(({ got }) => (typeof got === "number" ? [got] : [])).sort((a, b) => a - b);
  return numbers[Math.floor(numbers.length / 2)];
}
