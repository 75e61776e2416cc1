import { defineErrors, type LabError } from "../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

export const strategyError = defineErrors({ en, ru });

export function unreadable(file: string, cause: unknown): LabError {
  return strategyError("strategy-unreadable", { file, cause });
}
