import type { Measured, Side, Spread } from "./rounds.ts";

export interface Bench {
  /** Measures all sides in turn, as many rounds as were asked for. */
  rounds(sides: readonly Side[]): Promise<Measured[]>;
  /** How long one measurement of a load takes, seconds. */
  readonly seconds: number;
}

export interface Table {
  readonly title: string;
  readonly measured: readonly Measured[];
  /** The figures that are shown, in order; all are in the file. */
  readonly columns: readonly string[];
}

/** A ratio that is to be reached, and what was measured. */
export interface Goal {
  readonly name: string;
  readonly ratio: Spread | undefined;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface PartResult {
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
}

export type Part = (bench: Bench) => Promise<PartResult>;
