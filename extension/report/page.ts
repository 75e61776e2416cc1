import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Language } from "../common/language.ts";
import type { Surface } from "../drawing/html/surface.ts";

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

interface Page {
  readonly language: Language;
  readonly title: JSX.Element;
  /** As `readStyles` gives them. */
  readonly styles: string;
  readonly body: readonly JSX.Element[];
  /** HTML that stands at the end as it is. */
  readonly after?: string;
}

/** A file that opens anywhere: it needs neither network nor script. */
export function page({ language, title, styles, body, after = "" }: Page): string {
  const text = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${markup(title)}<style>
${styles}</style>
</head>
<body>
${body.map(markup).join("")}${after}
</body>
</html>
`;
  // Half of a surrogate pair has no bytes in UTF-8.
  return text.toWellFormed();
}

/**
 * A line for each element, so that `verifyReport` can name the line that was changed; but for those that may
 * stand in a `pre`, where the line break would be seen.
 */
function markup(element: JSX.Element): string {
  return renderToString(element)
    .replaceAll(/<\/(?!(?:a|code|del|em|mark|s|span|strong)>)\w+>/g, "$&\n")
    .replaceAll("\r", "&#13;");
}

/** HTML that `safeHtml` has made. */
export function html(safe: string) {
  return { dangerouslySetInnerHTML: { __html: safe } };
}

/** @param id of the drawing within the page */
export function printedSurface(language: Language, id: string): Surface {
  return {
    language,
    idPrefix: `${id}-`,
    html,
    scroller: (name) => ({ tabIndex: 0, role: "group", "aria-label": name }),
  };
}
