import { explain } from "../common/lab-error.ts";
import type { Language } from "../common/language.ts";
import { type OutputItem, plainText } from "./cell-output.ts";

/** As the editor draws errors, without a name or a stack: the sentence is all that helps. */
export function failureItems(error: unknown, language: Language): readonly OutputItem[] {
  const message = explain(error, language);
  const drawn = { name: "", message, stack: "" };
  return [{ mime: "application/vnd.code.notebook.error", text: JSON.stringify(drawn) }, plainText(message)];
}
