import type { Event } from "./event.ts";
import type { Plan } from "./plan.ts";

interface Batch {
  readonly ids: readonly string[];
  isStored: boolean;
}

/** Where hits are stored, the buffer in front of it, and the worker that empties it. */
export class Storage {
  readonly #plan: Plan;
  readonly #events: Event[];
  readonly #stored: string[] = [];
  #pending: string[] = [];
  /** What the worker has taken: the beginning of what is pending, which stays there until it is stored. */
  #batch: Batch | undefined;

  constructor(plan: Plan, events: Event[]) {
    this.#plan = plan;
    this.#events = events;
  }

  /** A hit that is there already is recognised by its id. */
  keep(id: string): void {
    const { byId, flaw } = this.#plan;
    const isThere = [...this.#stored, ...this.#pending, ...(this.#batch?.ids ?? [])].includes(id);
    if (!byId || flaw === "storesRepeats" || !isThere) this.add(id);
  }

  add(id: string): void {
    (this.#plan.buffers ? this.#pending : this.#stored).push(id);
  }

  /** What the worker may do next. */
  moves(crash: (() => void) | undefined): (() => void)[] {
    const batch = this.#batch;
    if (!batch) return this.#plan.buffers && this.#pending.length > 0 ? [() => this.#take()] : [];
    const onwards = () => (batch.isStored ? this.#remove(batch) : this.#store(batch));
    return [onwards, ...(crash ? [crash] : [])];
  }

  /** After the death of the worker: the next one finds what was stored, and removes it from the buffer. */
  recover(): void {
    const { flaw } = this.#plan;
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch?.isStored && flaw !== "storesAgain" && flaw !== "takesAndDies")
      this.#pending.splice(0, batch.ids.length);
  }

  /** The buffer is gone, and with it the worker. */
  forget(): void {
    this.#pending = [];
    this.#batch = undefined;
  }

  /** False while a batch moves and is seen twice, or not at all; only ids tell the one hit in two places from two. */
  get isVisible(): boolean {
    return !this.#batch || (this.#plan.byId && this.#plan.flaw !== "takesAndDies");
  }

  settle(): void {
    const batch = this.#batch;
    if (!batch || this.isVisible) return;
    if (!batch.isStored) this.#store(batch);
    this.#remove(batch);
  }

  read(): void {
    const [stored, pending] = [[...this.#stored], [...this.#pending]];
    this.#events.push(
      this.#plan.byId
        ? { what: "read-ids", stored, pending }
        : { what: "read-counter", stored: stored.length, pending: pending.length },
    );
  }

  #take(): void {
    this.#events.push({ what: "process-begun" });
    this.#batch = { ids: [...this.#pending], isStored: false };
    if (this.#plan.flaw === "takesAndDies") this.#pending = [];
  }

  #store(batch: Batch): void {
    batch.isStored = true;
    const { flaw } = this.#plan;
    this.#stored.push(...(flaw === "turnsRound" ? batch.ids.toReversed() : batch.ids));
    if (flaw !== "processesTwice") return;
    // Another worker has read the same.
    this.#events.push({ what: "process-begun" }, { what: "process-ended" });
    this.#stored.push(...batch.ids);
  }

  #remove({ ids }: Batch): void {
    const { flaw } = this.#plan;
    this.#batch = undefined;
    this.#events.push({ what: "process-ended" });
    if (flaw === "throwsAway") this.#pending = [];
    else if (flaw !== "takesAndDies") this.#pending.splice(0, ids.length);
  }
}
