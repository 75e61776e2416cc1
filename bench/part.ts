import type { Measured, MeasuredInRounds, Side, Spread } from "./rounds.ts";

export interface Bench {
  /** Measures all sides in turn, as many rounds as were asked for. */
  rounds(sides: readonly Side[]): Promise<MeasuredInRounds[]>;
  /** How long one measurement of a load takes, seconds. */
  readonly seconds: number;
  /** How long the live run takes, minutes. */
  readonly minutes: number;
}

export type TableName =
  | "accepting"
  | "generator"
  | "memory"
  | "processing"
  | "draining"
  | "postgres"
  | "starts"
  | "sizes"
  | "window"
  | "drawing"
  | "live";

export interface Table {
  readonly name: TableName;
  readonly title: string;
  readonly measured: readonly Measured[];
  /** The figures that are shown, in order; all are in the file. */
  readonly columns: readonly string[];
}

/** Ratios of two sides of the same rounds, in the order in which they are shown. Their words: `pages/words.*.ts`. */
export const ratioNames = [
  "accepting-of-empty",
  "accepting-of-python",
  "accepting-of-class",
  "generator-of-autocannon",
  "least-of-autocannon",
  "load-of-wrk",
  "least-of-wrk",
  "many-connections",
  "many-connections-by-wrk",
  "draining-of-copy",
  "statements-of-copy",
  "app-of-statements",
  "first-start",
  "later-start",
] as const;
export type RatioName = (typeof ratioNames)[number];

/** A ratio, what was to be reached, and what limits the side that is compared. */
export interface Ratio {
  readonly name: RatioName;
  /** The strategy, or how much was drained. */
  readonly of: string;
  readonly ratio: Spread;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** How many cores each process of that side uses; of a start, the share of its time that each step takes. */
  readonly limits: Readonly<Record<string, number>>;
}

export interface PartResult {
  readonly tables: readonly Table[];
  readonly ratios: readonly Ratio[];
  /** The programs that this machine lacks, and the measurements left out for that. */
  readonly missing?: readonly string[];
  /** Of the programs that were measured. */
  readonly versions?: Readonly<Record<string, string>>;
}

export type Part = (bench: Bench) => Promise<PartResult>;

/** Measures with what only some machines have; on others says why it is left out. */
export async function ifThere<T extends AsyncDisposable>(
  what: string,
  open: () => Promise<T>,
  measure: (opened: T) => Promise<Table>,
): Promise<{ readonly tables: readonly Table[]; readonly missing: readonly string[] }> {
  await using made = new AsyncDisposableStack();
  let opened: T;
  try {
    opened = made.use(await open());
  } catch (error) {
    return { tables: [], missing: [`${what}: ${error}`] };
  }
  return { tables: [await measure(opened)], missing: [] };
}
