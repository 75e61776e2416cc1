export const languages = ["en", "ru"] as const;
export type Language = (typeof languages)[number];

/** One text in every language of the lab; the compiler finds what a new language still lacks. */
export type Localized = Readonly<Record<Language, string>>;

/** A text that is the same in every language, such as code. */
export function alike(text: string): Localized {
  return { en: text, ru: text };
}

/** Picks the same text from the words of each language. */
export function localizer<Words>(catalogues: Readonly<Record<Language, Words>>) {
  return (pick: (words: Words, language: Language) => string) =>
    inEachLanguage((language) => pick(catalogues[language], language));
}

export function inEachLanguage(text: (language: Language) => string): Localized {
  // Every language is asked, so every language has its text.
  return Object.fromEntries(languages.map((language) => [language, text(language)])) as Localized;
}

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The lab's language nearest to a locale such as `ru-RU` or `C.UTF-8`; English when none fits. */
export function languageOf(locale: string | undefined): Language {
  const code = locale?.slice(0, 2).toLowerCase();
  return isLanguage(code) ? code : "en";
}

/** Made at first use: a formatter costs milliseconds, and an editor that only opens a file needs none. */
function perLanguage<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const value = made.get(language) ?? make(language);
    made.set(language, value);
    return value;
  };
}

const numberFormat = perLanguage(
  (language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1, useGrouping: "always" }),
);
const pluralRules = perLanguage((language) => new Intl.PluralRules(language));

/** Grouped as the language does it: 1,000 in English, 1 000 (no-break space) in Russian. */
export function formatNumber(value: number, language: Language): string {
  return numberFormat(language).format(value);
}

/** English: `plural(n, "en", "hit", "hits")`. Russian: `plural(n, "ru", "запрос", "запроса", "запросов")`. */
export function plural(value: number, language: Language, ...forms: string[]): string {
  const order = language === "ru" ? ["one", "few", "many"] : ["one", "other"];
  const index = order.indexOf(pluralRules(language).select(value));
  return forms[index] ?? forms.at(-1) ?? "";
}
