import type { LabError } from "../../common/lab-error.ts";
import type { Route } from "../../stack/own-app/contract.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import { cutMessage } from "../answer-limits.ts";
import type { LocalAnswer } from "../local-http.ts";

/** True for an answer that says more of the contract than of the app: another method, another path, a page for people. */
export function isOfContract({ status, headers }: LocalAnswer): boolean {
  return status === 404 || status === 405 || (status >= 300 && status < 400) || isPage(headers);
}

const isPage = (headers: LocalAnswer["headers"]) => /^text\/html/i.test(headers["content-type"] ?? "");

/** Why an answer is not 2xx, as far as it shows. */
export function refusalOf({ method, path }: Route, { status, headers, body }: LocalAnswer): LabError {
  const request = `${method} ${path}`;
  if (status === 405) return ownAppError("own-method", { request, allowed: headers.allow ?? "" });
  if (status >= 300 && status < 400)
    return ownAppError("own-redirect", { request, status, location: headers.location ?? "?" });
  if (status === 404) return ownAppError("own-not-found", { request });
  if (isPage(headers)) return ownAppError("own-page", { request, status, page: pageIn(body) });
  return ownAppError("own-refused", { request, status, body: cutMessage(body.trim()) });
}

/** Of a page as it is searched for its text: for unfinished tags the time grows with the square of it. Characters. */
const mostOfPage = 20_000;

/** The title of the page, else the beginning of its text. */
function pageIn(whole: string): string {
  const body = whole.slice(0, mostOfPage);
  const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1]?.trim();
  const text = body.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
  return `“${(title || text.replace(/\s+/g, " ").trim()).slice(0, 200)}”`;
}
