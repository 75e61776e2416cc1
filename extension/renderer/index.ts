import { type JSX, render } from "preact";
import styles from "../../media/drawing.css";
import { isLanguage, type Language, languageOf } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import { drawBlocks } from "../drawing/html/draw.ts";
import { drawForeign } from "../drawing/html/foreign.ts";
import type { Surface } from "../drawing/html/surface.ts";
import { fromHtml } from "./markup.ts";
import type { OutputItem, Renderer, RendererContext } from "./notebook-api.ts";
import { scrollByKeyboard } from "./scroll-by-keyboard.ts";

type Choose = (value: string) => void;

export function activate(context?: RendererContext): Renderer {
  // The last button that was pressed, until its effect is drawn: the editor may dispose of the old drawing before.
  let pressed: string | undefined;
  const choose: Choose | undefined = context?.postMessage
    ? (value) => {
        pressed = value;
        context.postMessage?.({ type: "choose", value });
      }
    : undefined;
  const open = context?.postMessage
    ? (file: string, line: number) => context.postMessage?.({ type: "open", file, line })
    : undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  const shown = new Map<string, HTMLElement>();

  return {
    renderOutputItem(item, element) {
      const before = shown.get(item.id);
      if (before && before !== element) clear(before);
      shown.set(item.id, element);
      // Drawn into the same root, an output never loses its height, its focus or what the reader has unfolded.
      const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      render(drawItem(item, choose, open), root);
      if (root.firstElementChild) scrollByKeyboard(root.firstElementChild);
      if (pressed !== undefined) focusButton(root, pressed);
      pressed = undefined;
    },
    disposeOutputItem(id) {
      for (const [known, element] of id === undefined ? [...shown] : entry(shown, id)) {
        clear(element);
        shown.delete(known);
      }
    },
  };
}

function entry(shown: ReadonlyMap<string, HTMLElement>, id: string): [string, HTMLElement][] {
  const element = shown.get(id);
  return element ? [[id, element]] : [];
}

function clear(element: HTMLElement): void {
  if (element.shadowRoot) render(null, element.shadowRoot);
}

/** After a button was pressed the focus stays on it; when it is gone, the focus goes to the first one. */
function focusButton(root: ShadowRoot, pressed: string): void {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>(".choice button:enabled")];
  const same = buttons.find(({ value }) => value === pressed);
  (same ?? buttons[0])?.focus({ preventScroll: true });
}

function drawItem(item: OutputItem, choose: Choose | undefined, open: Surface["open"]): JSX.Element {
  const payload = payloadOf(item);
  try {
    const { language, blocks } = readPayload(payload);
    return drawBlocks(blocks, {
      language,
      idPrefix: "",
      choose,
      open,
      html: (html) => ({ children: fromHtml(html) }),
      scroller: () => ({}), // `scrollByKeyboard` does it, when the layout is known
    });
  } catch {
    const { language } = Object(payload);
    return drawForeign(payload, isLanguage(language) ? language : languageOf(navigator.language));
  }
}

/** Undefined for what is no JSON. */
function payloadOf(item: OutputItem): unknown {
  try {
    return item.json();
  } catch {
    return undefined;
  }
}

/** Blocks are checked while they are drawn. */
function readPayload(payload: unknown): { readonly language: Language; readonly blocks: readonly Block[] } {
  const { version, language, blocks } = Object(payload);
  if (version !== 1 || !Array.isArray(blocks)) throw new TypeError("another version");
  return { language: isLanguage(language) ? language : "en", blocks };
}
