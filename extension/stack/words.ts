import { localizer } from "../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The progress of a start. */
export const progressText = localizer({ en, ru });
