/** The server counts as gone after this long with refused connections only. */
const goneAfterMs = 3000;

/** Decides from the connections that open or are refused whether the server is gone. */
export class ServerWatch {
  #refusedSince: number | undefined;

  opened(): void {
    this.#refusedSince = undefined;
  }

  /** @returns true when the server counts as gone. */
  refused(now: number): boolean {
    this.#refusedSince ??= now;
    return now - this.#refusedSince >= goneAfterMs;
  }
}
