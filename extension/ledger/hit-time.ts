/** Where a hit may spend its time. "app": its code, and what its code waits for in the process; "rest": outside of it. */
export const timeParts = ["connection", "connecting", "postgres", "redis", "app", "rest"] as const;
export type TimePart = (typeof timeParts)[number];

export interface HitTime {
  /** The mean latency of the acknowledged hits, which the parts add up to. */
  readonly meanMs: number;
  readonly partsMs: Readonly<Record<TimePart, number>>;
}

/** What a process of the app has measured of the hits that it answered, milliseconds in all. */
export interface ClockSums
  extends Readonly<Record<"connection" | "connecting" | "postgres" | "redis", number>> {
  readonly hits: number;
  readonly total: number;
  /** For how long it had work to do, and had the processor. */
  readonly busy: number;
  readonly used: number;
}

/** Of the hits that the generator and the app know to be answered, that many may differ. */
const mayDiffer = 0.02;

/**
 * Divides the mean latency, as the generator has it, by what the app says.
 * @returns null where the two do not speak of the same hits
 */
export function hitTime(clocks: readonly ClockSums[], ok: number, okMeanMs: number): HitTime | null {
  const sum = (of: (clock: ClockSums) => number) => clocks.reduce((total, clock) => total + of(clock), 0);
  const hits = sum((clock) => clock.hits);
  if (ok === 0 || hits === 0 || Math.abs(hits - ok) > Math.max(2, ok * mayDiffer)) return null;
  const inApp = sum(({ total }) => total) / hits;
  // No hit is longer in the app than on its way; where a few hits differ, the mean may be.
  if (inApp > okMeanMs * (1 + mayDiffer) + 0.01) return null;
  const scale = Math.min(1, okMeanMs / inApp) / hits;
  const part = (of: (clock: ClockSums) => number) => sum(of) * scale;
  const [connection, connecting, postgres, redis] = [
    part((clock) => clock.connection),
    part((clock) => clock.connecting),
    part((clock) => clock.postgres),
    part((clock) => clock.redis),
  ];
  const app = Math.max(0, part(({ total }) => total) - connection - connecting - postgres - redis);
  const rest = Math.max(0, okMeanMs - connection - connecting - postgres - redis - app);
  return { meanMs: okMeanMs, partsMs: { connection, connecting, postgres, redis, app, rest } };
}
