import { type LogLine, logLimit, type ServiceName } from "./stack.ts";

/** The rest of a longer line is cut. Characters. */
const maxLength = 2_000;

/** The last lines of one server, each with the time when it arrived. */
export class ServerLog {
  readonly #service: ServiceName;
  readonly #lines: { readonly at: number; readonly text: string }[] = [];

  constructor(service: ServiceName) {
    this.#service = service;
  }

  add(text: string): void {
    this.#lines.push({ at: Date.now(), text: text.slice(0, maxLength) });
    if (this.#lines.length > logLimit) this.#lines.shift();
  }

  since(date: Date): { readonly at: number; readonly line: LogLine }[] {
    return this.#lines
      .filter(({ at }) => at >= date.getTime())
      .map(({ at, text }) => ({ at, line: { service: this.#service, text } }));
  }

  /** The lines themselves, oldest first. */
  get lines(): readonly string[] {
    return this.#lines.map(({ text }) => text);
  }
}
