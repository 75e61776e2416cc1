/**
 * Round steps (1, 2 or 5 times a power of ten) from 0 to the first one at or above `highest`: about `wanted` of
 * them. Only whole ones when `whole`. Never empty.
 */
export function linearTicks(highest: number, wanted: number, whole = false): number[] {
  const step = Math.max(whole ? 1 : 0, roundStep(highest / wanted));
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  // Multiplied, not added up, and cleaned of what binary fractions leave: 0.30000000000000004.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function roundStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Powers of ten between two positive numbers; with 2 and 5 times them where there would be fewer than three. */
export function logTicks(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index);
  const within = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))))
      .filter((value) => value >= low && value <= high);
  const decades = within([1]);
  return decades.length >= 3 ? decades : within([1, 2, 5]);
}

/** Where a positive number stands between two others on a logarithmic axis, from 0 to 1. */
export function logShare(value: number, low: number, high: number): number {
  if (!(high > low)) return 0;
  const share = Math.log(Math.max(value, low) / low) / Math.log(high / low);
  return Math.min(1, share);
}
