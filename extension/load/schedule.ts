/** When each hit of an open loop is due: hit n at n / rate seconds after the start. */
export class Schedule {
  /** How many hits there are in all. */
  readonly hits: number;
  /** Hits a second. */
  readonly rate: number;

  constructor(rate: number, amount: { readonly requests?: number; readonly durationSeconds?: number }) {
    this.rate = rate;
    this.hits = amount.requests ?? Math.max(1, Math.round(rate * (amount.durationSeconds ?? 0)));
  }

  /** Milliseconds after the start. */
  dueAt(hit: number): number {
    return (hit * 1000) / this.rate;
  }

  /** How many hits are due by then; hit 0 is due at the start. */
  dueBy(ms: number): number {
    return ms < 0 ? 0 : Math.min(this.hits, Math.floor((ms * this.rate) / 1000) + 1);
  }
}
