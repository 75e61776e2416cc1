/** A committed write to a row with a strategy's count, as PostgreSQL recorded it. */
export interface CounterWrite {
  /** The hit that wrote it, or the call of "process"; null: it did not say. */
  readonly by: string | null;
  /** Its row of the table "slots"; null: the one of the table "counter". */
  readonly slot: number | null;
  /** The value that the write found in the row, and the one that it left there. */
  readonly before: number;
  readonly after: number;
  /** It said what to add (`value = value + 1`) and not what to store, so it was based on what it found. */
  readonly relative: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The process of PostgreSQL that wrote. */
  readonly backend: number;
}
