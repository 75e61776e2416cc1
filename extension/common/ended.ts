/** A program's own words as a sentence, so that the next one does not run into it; a line break parts them, too. */
export function ended(words: string): string {
  return words.trim() === "" || /([.!?…:;][)\]»”"'`]*|\n)$/.test(words) ? words : `${words.trimEnd()}.`;
}
