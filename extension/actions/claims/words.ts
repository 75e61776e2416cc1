import type { Language } from "../../common/language.ts";
import { claims as en } from "./words.en.ts";
import { claims as ru } from "./words.ru.ts";

export const claimTexts: Readonly<Record<Language, typeof en>> = { en, ru };
