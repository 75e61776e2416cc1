import { defineErrors } from "../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

/** Failures of an app that is not ours, and of the contract that describes it. */
export const ownAppError = defineErrors({ en, ru });
