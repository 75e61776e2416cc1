import { wordsOf } from "../../words.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The questions that the user confirms. */
export const attachText = wordsOf({ en, ru });
