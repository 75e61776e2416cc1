import type { Language } from "../../common/language.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

export const words: Readonly<Record<Language, typeof en>> = { en, ru };
