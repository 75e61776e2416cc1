import type { Language } from "../../common/language.ts";
import { claims as en } from "./claims.en.ts";
import { claims as ru } from "./claims.ru.ts";

export const claimTexts: Readonly<Record<Language, typeof en>> = { en, ru };
