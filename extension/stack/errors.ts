import { defineErrors } from "../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** What goes wrong with a stack, whichever engine runs it. */
export const stackError = defineErrors({ en, ru });

/** @param cause what a server's client threw */
export const stackGone = (cause?: unknown) => stackError("stack-gone", { cause }, { cause });
