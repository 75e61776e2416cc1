import type { ServiceName } from "../stack.ts";

/** What was seen while a load ran; null where there was too little to see, or nothing that can be seen. */
export interface Watched {
  readonly waits: Waits | null;
  readonly processor: ProcessorTime | null;
}

export interface Waits {
  /** How often it was looked. */
  readonly looks: number;
  /**
   * By wait event ("Lock:transactionid"), "CPU" for none: the shares of the app's backends, those left out that had
   * neither a statement nor a transaction. Empty when there was none.
   */
  readonly shares: Readonly<Record<string, number>>;
  /** How often the log was flushed to disk, and how long one took, milliseconds; null where it is not known. */
  readonly flushes: { readonly perSecond: number; readonly ms: number } | null;
}

/** Shares of the machine. What is left was used by other programs, the load generator among them. */
export interface ProcessorTime {
  readonly cores: number;
  /** By the lab's processes without the load generator. */
  readonly lab: number;
  readonly idle: number;
  readonly services: Readonly<Partial<Record<ServiceName, number>>>;
}
