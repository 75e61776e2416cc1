import { type Localized, localizer } from "../../../common/language.ts";
import type { Found } from "../trial.ts";
import { type Comparison, measuresFor, tells } from "./comparison.ts";
import { nearestTo, says } from "./measures.ts";
import type { OwnRun } from "./own-runs.ts";
import { alikePaces, type Side } from "./sides.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** Of the figures that no run has come to, as many as one reads at once. */
const mostShown = 4;

const found = (passed: boolean, code: Found["seen"]["code"], numbers: number[], said?: Localized): Found => ({
  passed,
  seen: { code, numbers, ...(said && { said }) },
});

/** What is asked of a comparison, in the order in which it is looked at. */
export const comparisonDemands = {
  runsAreUnedited: ({ edited }: Comparison) =>
    edited.length === 0
      ? found(true, "unedited", [])
      : found(false, "edited", [edited.length], joined(edited, ", ")),

  ranBoth: ({ sides: { redis, broker } }: Comparison) => {
    const missing = [
      ...(redis ? [] : [say(({ killOf }) => killOf("redis"))]),
      ...(broker ? [] : [say(({ killOf }) => killOf("rabbitmq"))]),
      ...[redis, broker].flatMap((side) =>
        side && side.paces.length === 0 ? [say(({ paceOf }) => paceOf(side.strategy))] : [],
      ),
    ];
    return missing.length === 0
      ? found(true, "ran", [])
      : found(false, "notRun", [missing.length], joined(missing));
  },

  ranAlike: ({ sides }: Comparison) => {
    if (!sides.redis || !sides.broker) return found(false, "noRuns", []);
    return alikePaces(sides) ? found(true, "alike", []) : found(false, "unlike", []);
  },

  figuresAreOwn: (comparison: Comparison) => {
    const { figures } = comparison;
    const foreign = figures.filter((figure) => {
      const possible = measuresFor(figure, comparison);
      return !possible.some((measure) => says(figure, measure));
    });
    if (figures.length === 0) return found(false, "noFigures", []);
    if (foreign.length === 0) return found(true, "figuresFound", [figures.length]);
    const shown = foreign.slice(0, mostShown).map((figure) => {
      const nearest = nearestTo(figure, measuresFor(figure, comparison));
      return say((words) =>
        words.foreign(figure.text, nearest && words.measured(nearest, words.nameOf(nearest))),
      );
    });
    return found(false, "figuresForeign", [foreign.length, figures.length], joined(shown));
  },

  tellsSpeed: (comparison: Comparison) => toldOf(comparison, "paces", [["perSecond"]]),

  tellsLatency: (comparison: Comparison) =>
    toldOf(comparison, "paces", [["p50", "p90", "p99", "mean", "max"]]),

  tellsLosses: (comparison: Comparison) => toldOf(comparison, "kills", [["lost"], ["ok", "attempted"]]),

  tellsReturn: (comparison: Comparison) => toldOf(comparison, "kills", [["away"]]),
};

export type ComparisonDemand = keyof typeof comparisonDemands;
// An object's own literal has these keys and no other.
export const comparisonDemandNames = Object.keys(comparisonDemands) as ComparisonDemand[];

/** Of each side the text has to say one of each of these, in a figure. */
function toldOf(comparison: Comparison, of: "paces" | "kills", whats: readonly (readonly string[])[]): Found {
  const sides = [comparison.sides.redis, comparison.sides.broker].filter((side) => side !== undefined);
  const missing = sides.flatMap((side) =>
    whats.flatMap((what) =>
      tells(comparison, side, what, side[of]) ? [] : [silentOn(side, side[of], what)],
    ),
  );
  if (sides.length < 2 || sides.some((side) => side[of].length === 0)) return found(false, "noRuns", []);
  return missing.length === 0
    ? found(true, "told", [])
    : found(false, "untold", [missing.length], joined(missing));
}

/** Which run shows it; what it has come to is for the student to read. */
function silentOn({ strategy }: Side, runs: readonly OwnRun[], what: readonly string[]): Localized {
  return say((words, language) =>
    words.silent(strategy, words.quantity(what[0] ?? ""), runs.map(({ name }) => name[language]).join(", ")),
  );
}

const joined = (texts: readonly Localized[], between = "; "): Localized =>
  say((_, language) => texts.map((text) => text[language]).join(between));
