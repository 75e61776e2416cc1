import type { CellLanguage } from "../document/document.ts";

/** As contributed in package.json. */
export const notebookType = "surge-lab";

/** The editor's language of each kind of cell; the first is what a new cell gets. */
const editorLanguages: Record<CellLanguage, string> = { yaml: "surge-lab", sql: "sql", redis: "redis" };

export const supportedLanguages = Object.values(editorLanguages);

export function toEditorLanguage(language: CellLanguage): string {
  return editorLanguages[language];
}

/** undefined for a language that no lab cell has. */
export function toCellLanguage(editorLanguage: string): CellLanguage | undefined {
  // Object.entries forgets the key type of a record.
  const entries = Object.entries(editorLanguages) as [CellLanguage, string][];
  return entries.find(([, editor]) => editor === editorLanguage)?.[0];
}
