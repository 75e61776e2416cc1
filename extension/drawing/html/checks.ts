import { h, type JSX } from "preact";

// A notebook output may have been written by anybody, so its payload is checked while it is drawn.

/** @throws TypeError when the value cannot be shown as text */
export function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`expected text, not ${typeof value}`);
  return value;
}

/** Text whose parts between backticks are code. @throws TypeError when the value cannot be shown as text */
export function withCode(value: unknown): (string | JSX.Element)[] {
  return text(value)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? h("code", null, part) : part));
}

/** @throws TypeError when the value is not a finite number */
export function finite(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new TypeError("expected a number");
  return value;
}

/** Rounded to a thousandth, which is finer than a pixel. */
export function percent(share: unknown): string {
  return `${Number((100 * finite(share)).toFixed(3))}%`;
}
