import type { ChoiceBlock } from "./blocks.ts";
import { oneLine } from "./width.ts";

/** Where there are no buttons, the words say what may be done, and how. */
export function choiceText({ prompt, options, otherwise }: ChoiceBlock): string {
  return oneLine(`${prompt} ${options.map(({ label }) => label).join("; ")}. ${otherwise}`);
}
