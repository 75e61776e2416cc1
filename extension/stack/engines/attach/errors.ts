import { defineErrors } from "../../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Why the lab does not work with the servers that it is attached to. What a server itself answers: refusals.ts. */
export const attachError = defineErrors({ en, ru });
