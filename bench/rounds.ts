// Everything is measured in rounds that take all sides in turn, so that drift hits all of them alike.
import { watchOthers } from "./processor.ts";

/** From this share of all cores on, other programs have disturbed a measurement. */
const disturbing = 0.1;

/** What one measurement found, by name: hits/s, microseconds a hit, milliseconds. */
export type Figures = Readonly<Record<string, number | undefined>>;

/** A side that is compared with others. */
export interface Side {
  readonly name: string;
  measure(): Promise<Figures>;
  /** Not measured in the round before the first: another side has warmed the same thing, or there is nothing to warm. */
  readonly isWarm?: boolean;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Measured {
  readonly name: string;
  /** Of each figure, over the rounds that have it. */
  readonly figures: Readonly<Record<string, Spread>>;
  /** The share of the machine that others used, in each round that says so. */
  readonly others: readonly number[];
  /** Measurements that others disturbed, and that were repeated. */
  readonly repeated: number;
  /** Rounds that count although others disturbed each repetition. */
  readonly disturbed: number;
}

/** What was measured with the figures of each round, for ratios within a round. */
export interface MeasuredInRounds extends Measured {
  readonly rounds: readonly Figures[];
}

export interface RoundsOptions {
  readonly rounds: number;
  /** How often a measurement is repeated that others have disturbed. */
  readonly repeats: number;
  readonly say: (text: string) => void;
  /** How others are watched. */
  readonly watch?: typeof watchOthers;
}

/** Odd rounds go backwards. A round before the first warms up. */
export async function inRounds(
  sides: readonly Side[],
  { rounds, repeats, say, watch = watchOthers }: RoundsOptions,
): Promise<MeasuredInRounds[]> {
  const found = sides.map((side) => ({ side, taken: [] as Taken[] }));
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    for (const { side, taken } of round % 2 ? found.toReversed() : found) {
      if (round > 0) taken.push(await undisturbed(side, repeats, watch));
      else if (!side.isWarm) await side.measure();
    }
  }
  return found.map(({ side, taken }) => measuredOf(side.name, taken));
}

/** What takes too long for rounds. */
export async function once(side: Side): Promise<MeasuredInRounds> {
  return measuredOf(side.name, [await undisturbed(side, 0, watchOthers)]);
}

interface Taken {
  readonly figures: Figures;
  readonly others: number | undefined;
  readonly repeated: number;
}

async function undisturbed(side: Side, repeats: number, watch: typeof watchOthers): Promise<Taken> {
  for (let repeated = 0; ; repeated += 1) {
    const end = watch();
    const figures = await side.measure();
    const others = end();
    if (others === undefined || others < disturbing || repeated === repeats)
      return { figures, others, repeated };
  }
}

function measuredOf(name: string, taken: readonly Taken[]): MeasuredInRounds {
  const rounds = taken.map(({ figures }) => figures);
  const others = taken.flatMap(({ others }) => (others === undefined ? [] : [others]));
  return {
    name,
    rounds,
    figures: spreads(rounds),
    others,
    repeated: taken.reduce((sum, { repeated }) => sum + repeated, 0),
    disturbed: others.filter((share) => share >= disturbing).length,
  };
}

function spreads(rounds: readonly Figures[]): Record<string, Spread> {
  const names = [...new Set(rounds.flatMap(Object.keys))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = rounds.flatMap(({ [name]: value }) => (value === undefined ? [] : [value]));
      return values.length === 0 ? [] : [[name, spreadOf(values)] as const];
    }),
  );
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: medianOf(sorted), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** Of the ratios within each round: the median of those is steadier than the ratio of two medians. */
export function ratioOf(
  one: MeasuredInRounds | undefined,
  other: MeasuredInRounds | undefined,
  figure: string,
): Spread | undefined {
  const ratios = (one?.rounds ?? []).flatMap(({ [figure]: value }, round) => {
    const to = other?.rounds[round]?.[figure];
    return value === undefined || !to ? [] : [value / to];
  });
  return ratios.length === 0 ? undefined : spreadOf(ratios);
}

/** How many cores each process used, by its name. */
export function coresOf(measured: Measured | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(measured?.figures ?? {}).flatMap(([figure, { median }]) => {
      const name = /^(.*) cores$/.exec(figure)?.[1];
      return name === undefined ? [] : [[name, median]];
    }),
  );
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
