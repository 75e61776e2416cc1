import { defineErrors } from "../../../common/lab-error.ts";
import type { ProgramResult } from "../../programs/run-program.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Failures of Docker and of `docker compose`. */
export const composeError = defineErrors({ en, ru });

/** @param lines what it printed; the last of them are shown */
export const composeFailed = (lines: readonly string[]) =>
  composeError("compose-failed", { lines: lastLines(lines) });

/** The lines of a failed command that say why; one that was ended because it took too long has said nothing. */
export function saidBy({ code, stderr }: Pick<ProgramResult, "code" | "stderr">): string[] {
  const how = code === null ? "no answer in time" : `exit code ${code}`;
  return stderr.trim() === "" ? [how] : stderr.trim().split("\n");
}

export function lastLines(lines: readonly string[]): string {
  return lines
    .filter((line) => line.trim() !== "")
    .slice(-8)
    .map((line) => `\n  ${line}`)
    .join("");
}
