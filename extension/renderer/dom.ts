type Child = Node | string | false | undefined;
type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with text that stays text. @throws TypeError for a child that is neither text nor a node */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children) {
    if (child === false || child === undefined) continue;
    if (typeof child !== "string" && !(child instanceof Node))
      throw new TypeError(`not text: ${typeof child}`);
    element.append(child);
  }
  return element;
}

/** What data must be to be shown as text. @throws TypeError when it is not */
export function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`expected text, not ${typeof value}`);
  return value;
}

export function finite(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new TypeError("expected a number");
  return value;
}
