import { defineErrors } from "../../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Why the lab cannot use the servers that it is attached to. For refusals by a server see refusals.ts. */
export const attachError = defineErrors({ en, ru });
