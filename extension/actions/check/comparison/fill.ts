import { formatNumber, type Language } from "../../../common/language.ts";
import { figuresOf } from "./measures.ts";
import type { OwnRun } from "./own-runs.ts";
import { alikePaces, type Side, sidesOf } from "./sides.ts";

/**
 * Puts the student's own figures into a text that has places for them: `{redis.perSecond}`, `{broker.killed.lost}`,
 * and the strategies, `{redis}`. A place for what was not measured stays, so that one sees what belongs there.
 */
export function fillIn(text: string, runs: readonly OwnRun[], language: Language): string {
  const sides = sidesOf(runs);
  const [one, other] = alikePaces(sides) ?? [sides.redis?.paces[0], sides.broker?.paces[0]];
  const of = { redis: figuresOfSide(sides.redis, one), broker: figuresOfSide(sides.broker, other) };
  return text.replaceAll(
    /\{(redis|broker)(?:\.([\w.]+))?\}/g,
    (place, name: "redis" | "broker", what?: string) => {
      if (what === undefined) return sides[name]?.strategy ?? place;
      const value = of[name].get(what);
      return value === undefined ? place : written(value, language);
    },
  );
}

function figuresOfSide(side: Side | undefined, pace: OwnRun | undefined): ReadonlyMap<string, number> {
  const [kill] = side?.kills ?? [];
  const of = (run: OwnRun | undefined, prefix: string) =>
    (run ? figuresOf(run.result) : []).flatMap(({ what, unit, value }) =>
      unit === "share" ? [] : [[prefix + what, value] as const],
    );
  return new Map([...of(pace, ""), ...of(kill, "killed.")]);
}

/** Two digits at least: half a millisecond is not nothing. */
function written(value: number, language: Language): string {
  if (value === 0 || value >= 1) return formatNumber(value, language);
  const short = String(Number(value.toPrecision(2)));
  return language === "ru" ? short.replace(".", ",") : short;
}
