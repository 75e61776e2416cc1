import type { Language } from "../../common/language.ts";
import type { DetailsBlock } from "../../drawing/blocks.ts";
import type { Source } from "./source.ts";

const summaries = { en: "The text that ran", ru: "Какой текст исполнялся" };

export function sourceItem({ file, hash }: Source): readonly [string, string] {
  return [file, `SHA-256 ${hash}`];
}

/** Folded; nothing where the app did not say it. */
export function sourceDetails(sources: readonly (Source | undefined)[], language: Language): DetailsBlock[] {
  const items = sources.flatMap((source) => (source ? [sourceItem(source)] : []));
  return items.length === 0 ? [] : [{ kind: "details", summary: summaries[language], items }];
}
