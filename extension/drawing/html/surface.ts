import type { ComponentChildren, HTMLAttributes } from "preact";
import type { Language } from "../../common/language.ts";

/** What differs between the places that show a drawing: a notebook output and a report's page. */
export interface Surface {
  readonly language: Language;
  /** Keeps the ids of one drawing apart from those of another in the same document. */
  readonly idPrefix: string;
  /** Tells the extension what the reader has chosen. Missing where buttons cannot do anything. */
  readonly choose?: ((value: string) => void) | undefined;
  /** Opens a file of the lab at a line, in the editor. Missing where there is none. */
  readonly open?: ((file: string, line: number) => void) | undefined;
  /** The props of an element that shows this HTML. The notebook's may come from anybody and is sanitised here. */
  readonly html: (html: string) => {
    readonly children?: ComponentChildren;
    readonly dangerouslySetInnerHTML?: { readonly __html: string };
  };
  /** Makes what may be wider than its column scrollable by keyboard, where no script does it later. */
  readonly scroller: (name: string) => HTMLAttributes;
}
