import type { Progress } from "../actions/define.ts";
import { countsSoFar } from "../actions/load/progress-view.ts";
import { formatNumber, type Language } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import { renderText } from "../drawing/text.ts";

const plainEveryMs = 2000;

/** Writes a text that may quote a notebook, a file name or a server: what would steer the terminal is shown instead. */
export function print(text: string, out: NodeJS.WritableStream = process.stdout): void {
  out.write(`${visible(text)}\n`);
}

/** Control characters as their pictures (␛), the others that are not seen by their code; lines stay lines. */
export function visible(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, (character) => {
      if (character === "\n" || character === "\t") return character;
      const code = character.charCodeAt(0);
      if (code === 0x7f) return "\u2421";
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : `\\u${code.toString(16).padStart(4, "0")}`;
    });
}

/** Shows a run: a live progress line on a terminal, plain lines elsewhere. */
export class Screen {
  readonly #out: NodeJS.WriteStream;
  readonly #language: Language;
  readonly #live: boolean;
  readonly colour: boolean;
  #shown = "";
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(out: NodeJS.WriteStream, language: Language, env: NodeJS.ProcessEnv) {
    this.#out = out;
    this.#language = language;
    this.#live = out.isTTY === true;
    this.colour = this.#live && env.NO_COLOR === undefined && env.TERM !== "dumb";
  }

  line(text: string): void {
    this.#clear();
    print(text, this.#out);
  }

  blocks(blocks: readonly Block[]): void {
    const width = Math.min(this.#out.columns ?? 100, 110);
    this.#clear();
    // The only escapes in it are colours of its own.
    this.#out.write(`${renderText(blocks, { width, colour: this.colour, language: this.#language })}\n`);
  }

  progress(update: Progress): void {
    const text = visible(this.#sentence(update)).replaceAll("\n", " ");
    if (this.#live) {
      this.#clear();
      this.#out.write(text.slice(0, (this.#out.columns ?? 80) - 1));
      this.#shown = text;
      return;
    }
    const due = update.load ? performance.now() - this.#shownAt >= plainEveryMs : text !== this.#shown;
    if (!due) return;
    this.#out.write(`  ${text}\n`);
    this.#shown = text;
    this.#shownAt = performance.now();
  }

  #sentence({ text, fraction, load }: Progress): string {
    const number = (value: number) => formatNumber(value, this.#language);
    const share = fraction ? ` · ${number(Math.floor(fraction * 100))} %` : "";
    const counts = load ? `  ${countsSoFar(load, this.#language)}` : "";
    return `… ${text[this.#language]}${share}${counts}`;
  }

  #clear(): void {
    if (this.#live && this.#shown) this.#out.write("\r\u001b[2K");
    if (this.#live) this.#shown = "";
  }
}
