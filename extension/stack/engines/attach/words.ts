import { localizer } from "../../../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The questions that the user confirms. */
export const attachText = localizer({ en, ru });
