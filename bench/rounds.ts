// Everything is measured in rounds that take all sides in turn, so that drift hits all of them alike.
import { watchOthers } from "./others.ts";

/** From this share of all cores on, other programs have disturbed a measurement. */
const disturbing = 0.1;
/** How often one that was disturbed is repeated. */
const mostRepeats = 3;

/** What one measurement found, by name: hits/s, microseconds a hit, milliseconds. */
export type Figures = Readonly<Record<string, number | undefined>>;

/** A side that is compared with others. */
export interface Side {
  readonly name: string;
  measure(): Promise<Figures>;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Measured {
  readonly name: string;
  /** One for each round. */
  readonly rounds: readonly Figures[];
  /** Of each figure, over the rounds that have it. */
  readonly figures: Readonly<Record<string, Spread>>;
  /** The largest share of the machine that others used in a round that counts. */
  readonly others?: number;
  /** Measurements that others disturbed, and that were repeated. */
  readonly repeated: number;
  /** Rounds that count although others disturbed each repetition. */
  readonly disturbed: number;
}

/** Odd rounds go backwards. A round before the first warms up. */
export async function inRounds(
  sides: readonly Side[],
  rounds: number,
  say: (text: string) => void,
): Promise<Measured[]> {
  const found = sides.map(({ name }) => ({
    name,
    rounds: [] as Figures[],
    others: [] as number[],
    repeated: 0,
    disturbed: 0,
  }));
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    const order = sides.map((side, index) => ({ side, of: found[index] }));
    for (const { side, of } of round % 2 ? order : order.reverse()) {
      if (!of) continue;
      if (round === 0) {
        await side.measure();
        continue;
      }
      const { figures, others, repeated } = await undisturbed(side);
      of.rounds.push(figures);
      of.repeated += repeated;
      if (others === undefined) continue;
      of.others.push(others);
      if (others >= disturbing) of.disturbed += 1;
    }
  }
  return found.map(({ name, rounds, others, repeated, disturbed }) => ({
    name,
    rounds,
    figures: spreads(rounds),
    ...(others.length > 0 && { others: Math.max(...others) }),
    repeated,
    disturbed,
  }));
}

/** What takes too long for rounds. */
export async function once(side: Side): Promise<Measured> {
  const end = watchOthers();
  const figures = await side.measure();
  const others = end();
  return {
    name: side.name,
    rounds: [figures],
    figures: spreads([figures]),
    ...(others !== undefined && { others }),
    repeated: 0,
    disturbed: others !== undefined && others >= disturbing ? 1 : 0,
  };
}

async function undisturbed(side: Side) {
  for (let repeated = 0; ; repeated += 1) {
    const end = watchOthers();
    const figures = await side.measure();
    const others = end();
    if (others === undefined || others < disturbing || repeated === mostRepeats)
      return { figures, others, repeated };
  }
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
export function ratioOf(one: Measured, other: Measured, figure: string): Spread | undefined {
  const ratios = one.rounds.flatMap(({ [figure]: value }, round) => {
    const to = other.rounds[round]?.[figure];
    return value === undefined || !to ? [] : [value / to];
  });
  return ratios.length === 0 ? undefined : spreadOf(ratios);
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
