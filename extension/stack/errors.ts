import { defineErrors } from "../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Failures of a stack on any engine. */
export const stackError = defineErrors({ en, ru });

/** The servers do not answer. @param cause the error of a server's client */
export const stackGone = (cause?: unknown) => stackError("stack-gone", { cause }, { cause });
