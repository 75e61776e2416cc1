/** The server counts as gone when nothing but refused connections happened for so long. */
const goneAfterMs = 3000;

/** Hears of every connection that opens or is refused. */
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
