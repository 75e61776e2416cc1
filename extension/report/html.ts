/** HTML that is ready; a string is never taken for it. */
export interface Markup {
  readonly html: string;
}

type Child = Markup | string | false | undefined;
type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with text that stays text. Tags and attributes' names come from the code alone. */
export function make(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const words = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? "" : ` ${name}="${escaped(value)}"`,
  );
  return { html: `<${tag}${words.join("")}>${join(children).html}</${tag}>` };
}

/** Each on a line of its own, so that a change is found by its line. */
export function lines(...children: readonly Child[]): Markup {
  return { html: children.flatMap((child) => (child ? `${join([child]).html}\n` : [])).join("") };
}

export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}

function join(children: readonly Child[]): Markup {
  const html = children.map((child) => {
    if (child === false || child === undefined) return "";
    return typeof child === "string" ? escaped(child) : child.html;
  });
  return { html: html.join("") };
}
