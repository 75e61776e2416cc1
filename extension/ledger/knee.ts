/** A point of a curve: the median of its rounds, the least and the most of them. */
export interface CurvePoint {
  readonly value: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: number;
}

/**
 * `knee`: from `value` on, more brings nothing; `rising`: it still grows at the end; `flat`: the first point has it
 * all, and the last too; `falling`: the first point has it all, and more takes some of it away; `unclear`: highest at
 * the end, by no more than the spread; `unjudged`: too few rounds, or nothing was measured.
 */
export const kneeShapes = ["knee", "rising", "flat", "falling", "unclear", "unjudged"] as const;
type KneeShape = (typeof kneeShapes)[number];

export interface Knee {
  readonly shape: KneeShape;
  /** Null: there is none within the measured range. */
  readonly value: number | null;
  /** Where the curve was highest. */
  readonly best: number | null;
  /** From this value on each point is lower than the best by more than the spread; null: it does not fall. */
  readonly fallsFrom: number | null;
}

/** A point has all that there is to be had from this share of the best on. */
export const enough = 0.9;
/** A rise counts from this much for twice the value on. */
export const perDoubling = 1.1;
/** Of fewer rounds the spread says nothing. */
export const leastRounds = 3;

/**
 * The smallest value that has 90 % of the best throughput and beyond which nothing really rises: by more than the
 * spread, and by 10 % or more for twice the value. By doublings, because the points of a line that stand close
 * together would all have 90 % of the next.
 * @param points in the order of their values, which are positive
 */
export function kneeOf(points: readonly CurvePoint[]): Knee {
  const best = points.reduce<CurvePoint | undefined>(
    (most, point) => (most && most.median >= point.median ? most : point),
    undefined,
  );
  if (!best || best.median <= 0) return { shape: "unjudged", value: null, best: null, fallsFrom: null };
  const known = { best: best.value, fallsFrom: fallOf(points, best) };
  if (points.length < 2 || points.some(({ rounds }) => rounds < leastRounds))
    return { shape: "unjudged", value: null, best: best.value, fallsFrom: null };
  const at = points.findIndex(
    (point, index) =>
      point.median >= enough * best.median && !points.slice(index + 1).some((later) => rises(point, later)),
  );
  if (at === points.length - 1) {
    const isReal = best.least > Math.max(...points.slice(0, -1).map(({ most }) => most));
    return { shape: isReal ? "rising" : "unclear", value: null, ...known };
  }
  if (at > 0) return { shape: "knee", value: points[at]?.value ?? null, ...known };
  return { shape: known.fallsFrom === null ? "flat" : "falling", value: null, ...known };
}

function rises(from: CurvePoint, to: CurvePoint): boolean {
  const doublings = Math.log2(to.value / from.value);
  return to.least > from.most && to.median >= from.median * perDoubling ** doublings;
}

/** The first of the points at the end that are all really lower. */
function fallOf(points: readonly CurvePoint[], best: CurvePoint): number | null {
  const isLower = ({ median, most }: CurvePoint) => median < enough * best.median && most < best.least;
  const last = points.findLastIndex((point) => !isLower(point));
  return points[last + 1]?.value ?? null;
}
