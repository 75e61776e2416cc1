import { defineErrors } from "../../common/lab-error.ts";
import { en } from "./errors.en.ts";
import { ru } from "./errors.ru.ts";

export const explainError = defineErrors({ en, ru });
