/**
 * A process that shows no sign of life for this time, twice in a row, hangs. Once might mean that the whole machine
 * slept. Milliseconds.
 */
const patience = 4_000;

/** Notices when a process that should show signs of life shows none, because it was stopped or is stuck. */
export class SilenceWatch {
  #heard = true;
  #silent = 0;
  readonly #timer: NodeJS.Timeout;

  /** @param hangs called once */
  constructor(hangs: () => void, every = patience) {
    this.#timer = setInterval(() => {
      this.#silent = this.#heard ? 0 : this.#silent + 1;
      this.#heard = false;
      if (this.#silent < 2) return;
      this.end();
      hangs();
    }, every);
  }

  /** A sign of life. */
  hear(): void {
    this.#heard = true;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
