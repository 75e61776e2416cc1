import type { Language } from "../common/language.ts";
import { en, type Texts } from "./words.en.ts";
import { ru } from "./words.ru.ts";

export type { Texts } from "./words.en.ts";

export const texts: Readonly<Record<Language, Texts>> = { en, ru };
