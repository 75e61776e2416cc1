import { defineErrors } from "../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Failures of a stack on any engine. */
export const stackError = defineErrors({ en, ru });

/** The servers do not answer. @param cause the error of a server's client */
export const stackGone = (cause?: unknown) => stackError("stack-gone", { cause }, { cause });

/** This machine had no port left for one more connection: that says nothing of the servers. */
export function isOutOfPorts(error: unknown): boolean {
  return codesOf(error).includes("EADDRNOTAVAIL");
}

/** The codes of an error and of those that caused it. */
function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const errors = error instanceof AggregateError ? error.errors : [];
  return [Reflect.get(error, "code"), ...[error.cause, ...errors].flatMap(codesOf)];
}
