/** A program's own words as a sentence, so that the next one does not run into it. */
export function ended(words: string): string {
  const text = words.trimEnd();
  return text === "" || /[.!?…:;][)\]»”"'`]*$/.test(text) ? text : `${text}.`;
}
