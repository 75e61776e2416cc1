// What your check is given. The lab never reads this file: it is here for you and your editor.

/**
 * What happened in one run, in the order in which it was seen. Clients send hits and hear an answer, or none; at the
 * end, and sometimes in between, somebody reads what is stored.
 */
export type History = readonly Event[];

/**
 * Says what is wrong with a history, in a sentence, or returns `undefined` where nothing in it breaks the contract.
 *
 * The contract, at every reading, for all that was seen before it:
 * 1. A hit that was acknowledged is stored, or waits in the buffer. From then on it stays in one of them.
 * 2. A hit that was refused is in neither.
 * 3. A hit without an answer may be there or not: its client does not know, and neither do you.
 * 4. No hit is stored twice, nor one that no client sent.
 * 5. If a client heard that one of its hits is acknowledged before it sent another one, they are stored in this order.
 *
 * What the history does not prove to be wrong is right. A counter proves less than ids do.
 */
export type Check = (history: History) => string | undefined;

export type Event = Sent | Answer | Silence | Crash | Process | ReadIds | ReadCounter;

/** A client sends a hit. After silence it may send the same one again, under the same id; then it is still one hit. */
export interface Sent {
  readonly what: "sent";
  readonly client: string;
  readonly id: string;
}

/** The client hears 200 OK, or a definite no. */
export interface Answer {
  readonly what: "acknowledged" | "refused";
  readonly id: string;
}

/** The client gives up: it will hear no answer to this sending. The hit may still be on its way. */
export interface Silence {
  readonly what: "unanswered";
  readonly id: string;
}

/** A process is killed, and started anew. */
export interface Crash {
  readonly what: "crashed";
  readonly program: "app" | "worker";
}

/** A worker begins to move hits from the buffer to where they are stored, or has done so. */
export interface Process {
  readonly what: "process-begun" | "process-ended";
}

/** Hits were read by their ids: the stored ones in the order in which they were stored. An id may be in both lists for a moment, while it is moved. */
export interface ReadIds {
  readonly what: "read-ids";
  readonly stored: readonly string[];
  readonly pending: readonly string[];
}

/** Only their numbers were read. */
export interface ReadCounter {
  readonly what: "read-counter";
  readonly stored: number;
  readonly pending: number;
}
