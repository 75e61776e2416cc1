import { isLanguage, type Language, languageOf } from "../common/language.ts";
import type { Block } from "../drawing/blocks.ts";
import { type Choose, choiceKey } from "./choice.ts";
import { make } from "./dom.ts";
import { drawBlock } from "./draw.ts";
import type { OutputItem, Renderer, RendererContext } from "./notebook-api.ts";
import { keepReachable } from "./reach.ts";
import { styles } from "./styles.ts";
import { unreadable } from "./words.ts";

export function activate(context?: RendererContext): Renderer {
  // What was pressed last, until what comes of it is drawn: the editor may take the old drawing away before.
  let pressed: string | undefined;
  const choose: Choose | undefined = context?.postMessage
    ? (value) => {
        pressed = value;
        context.postMessage?.({ type: "choose", value });
      }
    : undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  const shown = new Map<string, HTMLElement>();

  return {
    renderOutputItem(item, element) {
      const before = shown.get(item.id);
      if (before && before !== element) clear(before);
      shown.set(item.id, element);
      // The same place is drawn into again: a new one would have no height for a moment.
      const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const report = drawItem(item, choose);
      replace(root, report);
      if (pressed !== undefined) goOnFrom(report, pressed);
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
  element.shadowRoot?.replaceChildren();
}

/** In one go; what was unfolded stays so, and the focus stays where it was. */
function replace(root: ShadowRoot, report: HTMLElement): void {
  const keyOf = (element: Element | null | undefined) =>
    element?.closest("[data-key]")?.getAttribute("data-key");
  const open = new Set([...root.querySelectorAll("details[open]")].map(keyOf));
  const focused = root.activeElement instanceof HTMLElement ? keyOf(root.activeElement) : undefined;
  for (const details of report.querySelectorAll("details")) details.open = open.has(keyOf(details));
  root.replaceChildren(report);
  keepReachable(report);
  if (focused === undefined || focused === null) return;
  const stops = [...report.querySelectorAll<HTMLElement>("summary, button")];
  stops.find((stop) => keyOf(stop) === focused)?.focus({ preventScroll: true });
}

/** Whoever has pressed a button goes on at the same one; where there is none any more, at the first. */
function goOnFrom(report: HTMLElement, pressed: string): void {
  const buttons = [...report.querySelectorAll("button")];
  const same = buttons.find(({ dataset }) => dataset.key === choiceKey + pressed);
  (same ?? buttons[0])?.focus({ preventScroll: true });
}

function drawItem(item: OutputItem, choose: Choose | undefined): HTMLElement {
  try {
    const { language, blocks } = readPayload(item.json());
    return make(
      "div",
      { class: "report", lang: language },
      ...blocks.map((block, index) => drawBlock(block, index, language, choose)),
    );
  } catch {
    const language = languageOf(navigator.language);
    return make(
      "div",
      { class: "report", lang: language },
      make("p", { class: "line" }, unreadable[language]),
    );
  }
}

/** Blocks are checked as they are drawn. */
function readPayload(payload: unknown): { readonly language: Language; readonly blocks: readonly Block[] } {
  if (typeof payload !== "object" || payload === null) throw new TypeError("no payload");
  const { version, language, blocks } = payload as Readonly<Record<string, unknown>>; // any object can be read so
  if (version !== 1 || !Array.isArray(blocks)) throw new TypeError("another version");
  return { language: isLanguage(language) ? language : "en", blocks };
}
