import { defineErrors } from "../../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Failures of Docker and of `docker compose`. */
export const composeError = defineErrors({ en, ru });

/** @param lines what it printed; the last of them are shown */
export const composeFailed = (lines: readonly string[]) =>
  composeError("compose-failed", { lines: lastLines(lines) });

export function lastLines(lines: readonly string[]): string {
  return lines
    .filter((line) => line.trim() !== "")
    .slice(-8)
    .map((line) => `\n  ${line}`)
    .join("");
}
