import { defineErrors } from "../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** What this machine lacks to run the servers, and what goes wrong while it is fetched. */
export const programError = defineErrors({ en, ru });
