import type { Localized } from "../../../common/language.ts";
import type { Session } from "../../session.ts";
import { type Figure, figuresIn } from "./figures.ts";
import { type Measure, measuresOf, says } from "./measures.ts";
import { type OwnRun, type OwnRuns, ownRuns } from "./own-runs.ts";
import { type Side, type Sides, sidesOf } from "./sides.ts";

/** What a student has written, beside what the runs have come to. */
export interface Comparison {
  readonly figures: readonly Figure[];
  readonly measures: readonly Measure[];
  readonly edited: readonly Localized[];
  readonly sides: Sides;
}

export async function readComparison(session: Session, text: string): Promise<Comparison> {
  return comparisonOf(text, await ownRuns(session));
}

export function comparisonOf(text: string, { runs, edited }: OwnRuns): Comparison {
  return { figures: figuresIn(text), measures: measuresOf(runs), edited, sides: sidesOf(runs) };
}

/** What this figure may be: numbers of the strategies that its sentence, its column or its row names. */
export function measuresFor({ subjects }: Figure, { measures, sides }: Comparison): readonly Measure[] {
  const isMeant = ({ runs }: Measure) => runs.some((run) => names(subjects, run, sides));
  const meant = measures.filter(isMeant);
  return meant.length > 0 ? meant : measures;
}

function names(subjects: readonly string[], { result }: OwnRun, { redis, broker }: Sides): boolean {
  const server = [redis, broker].find((side) => side?.strategy === result.strategy)?.server;
  return subjects.some((subject) => subject === result.strategy || subject === server);
}

/** True where a figure of the text says one of these of a run of this side, and of no other. */
export function tells(
  comparison: Comparison,
  side: Side,
  whats: readonly string[],
  runs: readonly OwnRun[],
): boolean {
  return comparison.figures.some((figure) => {
    const isAbout = runs.some((run) => names(figure.subjects, run, comparison.sides));
    return (
      isAbout &&
      comparison.measures.some(
        (measure) =>
          whats.includes(measure.what) &&
          (measure.what !== "lost" || figure.topics.includes("lost")) &&
          measure.runs.length === 1 &&
          measure.runs.some((run) => runs.includes(run) && run.result.strategy === side.strategy) &&
          says(figure, measure),
      )
    );
  });
}
