import { defineErrors } from "../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Missing programs of this machine, and failures while they are fetched. */
export const programError = defineErrors({ en, ru });
