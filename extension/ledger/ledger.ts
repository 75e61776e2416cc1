import type { Localized } from "../common/language.ts";
import type { Outcomes } from "../common/outcome.ts";
import type { Intents } from "./intents.ts";

/** Where the hits of one run went. Counts of hits, all ≥ 0. */
export interface Ledger extends Outcomes {
  /** Counted in PostgreSQL since the run began. */
  readonly stored: number;
  /** Accepted and still in the buffer since the run began. */
  readonly pending: number;
  /** Of `pending`, what the lab found nowhere itself: only the app says that it is there. Missing when there is none. */
  readonly claimed?: number;
  /** Acknowledged, and neither stored nor pending. */
  readonly lost: number;
  /**
   * By name, the hits that are stored more than once; by a counter, by how much it is too high, which may also
   * come from refused hits that were stored: see `surplusCause`.
   */
  readonly duplicated: number;
  /** Unknown to the client, yet stored or pending. */
  readonly recovered: number;
  /** Only when judged by name: hits that are stored although they were refused or never sent. */
  readonly unexpected?: number;
  /** False when there was only a bare counter to judge by: then `lost` and `duplicated` are lower bounds. */
  readonly byName: boolean;
  /** The count still changed when it was judged: what is missing or too much was not known yet, so both are 0. */
  readonly moving?: true;
  /** Why the servers could not be read after the run: then nothing is known of where the hits are. */
  readonly unread?: Localized;
  readonly verdict: Verdict;
  /** When clients tried again: the other counts are of attempts. */
  readonly intents?: Intents;
}

/**
 * `exact`: the ledger closes, what is stored and pending agrees with the answers. `open`: it may close, unknown outcomes, a count that still changes,
 * a count that could not be read, or the app's own word leave room.
 * `lost`, `duplicated`, `lost-and-duplicated`, `unexpected`: it does not close;
 * `unexpected` only when nothing is lost or duplicated.
 */
export type Verdict = "exact" | "open" | "lost" | "duplicated" | "lost-and-duplicated" | "unexpected";
