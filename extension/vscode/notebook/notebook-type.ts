import type { CellLanguage } from "../../document/document.ts";

/** As contributed in package.json. */
export const notebookType = "surge-lab";

/** SQL has an id of its own: VS Code labels its own id `sql` "MS SQL". */
const editorLanguages: Record<CellLanguage, string> = {
  yaml: "surge-lab",
  sql: "surge-lab-sql",
  redis: "redis",
};

/** The first is the language of a new cell. */
export const supportedLanguages = Object.values(editorLanguages);

export function toEditorLanguage(language: CellLanguage): string {
  return editorLanguages[language];
}

/** A cell that comes from another notebook may have VS Code's own id for SQL. */
export function toCellLanguage(editorLanguage: string): CellLanguage | undefined {
  if (editorLanguage === "sql") return "sql";
  // Object.entries forgets the key type of a record.
  const entries = Object.entries(editorLanguages) as [CellLanguage, string][];
  return entries.find(([, editor]) => editor === editorLanguage)?.[0];
}
