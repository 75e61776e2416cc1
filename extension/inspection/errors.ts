import { defineErrors } from "../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Why the lab could not look into the servers and the app. */
export const inspectionError = defineErrors({ en, ru });
