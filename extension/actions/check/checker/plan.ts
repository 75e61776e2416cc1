import type { Random } from "../random.ts";
import type { Flaw } from "./flaws.ts";

/** What is simulated. */
export interface Plan {
  readonly random: Random;
  readonly clients: number;
  /** Of all clients together. */
  readonly hits: number;
  /** Ids are stored; otherwise a number. */
  readonly byId: boolean;
  /** A worker moves the hits from a buffer to where they are stored. */
  readonly buffers: boolean;
  readonly flaw: Flaw | undefined;
}
