import type { LoadProgress, LoadSample } from "../../load/load.ts";

/** The answers of one stretch of a run; milliseconds since its start. */
export interface Slice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
}

type Point = Pick<LoadProgress, "elapsedMs" | "ok" | "failed" | "unknown">;

const most = 120;
/** About as often as progress is reported. */
const shortestMs = 200;

/** A running load in at most 120 slices, which grow longer with it. */
export class LoadSlices {
  #stepMs = shortestMs;
  #points: Point[] = [{ elapsedMs: 0, ok: 0, failed: 0, unknown: 0 }];
  #latest: Point = { elapsedMs: 0, ok: 0, failed: 0, unknown: 0 };

  add({ elapsedMs, ok, failed, unknown }: LoadProgress): void {
    this.#latest = { elapsedMs, ok, failed, unknown };
    const last = this.#points.at(-1);
    if (last && elapsedMs - last.elapsedMs < this.#stepMs) return;
    this.#points.push(this.#latest);
    if (this.#points.length <= most) return;
    this.#points = this.#points.filter((_, index) => index % 2 === 0);
    this.#stepMs *= 2;
  }

  get slices(): Slice[] {
    const last = this.#points.at(-1);
    const open = last !== undefined && this.#latest.elapsedMs - last.elapsedMs >= shortestMs;
    const points = open ? [...this.#points, this.#latest] : this.#points;
    return points.slice(1).map((point, index) => between(points[index] ?? point, point));
  }
}

function between(before: Point, after: Point): Slice {
  return {
    fromMs: before.elapsedMs,
    toMs: after.elapsedMs,
    ok: after.ok - before.ok,
    failed: after.failed - before.failed,
    unknown: after.unknown - before.unknown,
  };
}

/** The samples of a finished run; a last one of less than half the length gives no reliable rate and is joined to the one before. */
export function slicesOf(samples: readonly LoadSample[]): Slice[] {
  const slices = samples.map(({ atMs, ok, failed, unknown }, index) => ({
    fromMs: samples[index - 1]?.atMs ?? 0,
    toMs: atMs,
    ok,
    failed,
    unknown,
  }));
  const last = slices.at(-1);
  const before = slices.at(-2);
  if (!last || !before || last.toMs - last.fromMs >= (before.toMs - before.fromMs) / 2) return slices;
  return [...slices.slice(0, -2), joined([before, last])];
}

/** At most that many slices: neighbours are joined. */
export function thinned(slices: readonly Slice[], atMost: number): Slice[] {
  const size = Math.ceil(slices.length / atMost);
  if (size <= 1) return [...slices];
  return Array.from({ length: Math.ceil(slices.length / size) }, (_, index) =>
    joined(slices.slice(index * size, (index + 1) * size)),
  );
}

function joined(slices: readonly Slice[]): Slice {
  const sum = (key: "ok" | "failed" | "unknown") => slices.reduce((total, slice) => total + slice[key], 0);
  return {
    fromMs: slices[0]?.fromMs ?? 0,
    toMs: slices.at(-1)?.toMs ?? 0,
    ok: sum("ok"),
    failed: sum("failed"),
    unknown: sum("unknown"),
  };
}
