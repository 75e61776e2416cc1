import type { LoadRequest } from "./load.ts";

type AbLoad = Pick<LoadRequest, "url" | "method" | "requests" | "durationSeconds" | "connections">;

/** More hits than any server here answers in a second: with it the time, not the number, ends the run. */
const hitsPerSecond = 100_000;

/**
 * The same load by ApacheBench, to be pasted into a terminal.
 * `-m POST`, because ab sends GET; `-l`, because ab calls answers of differing length "failed";
 * `-k`, because ab opens a connection for each request, and the load keeps its own open.
 */
export function abCommand({ url, method = "POST", requests, durationSeconds, connections }: AbLoad): string {
  return [
    `ab -l -m ${method}`,
    ...amount(requests, durationSeconds),
    `-c ${connections} -k`,
    quoted(url),
  ].join(" ");
}

/** ab's `-t` sets `-n` to 50,000, so `-n` has to come after it. */
function amount(requests: number | undefined, durationSeconds: number | undefined): string[] {
  if (durationSeconds === undefined) return [`-n ${requests ?? 1}`];
  const seconds = Math.ceil(durationSeconds);
  return [`-t ${seconds}`, `-n ${seconds * hitsPerSecond}`];
}

/** ab refuses a URL without a path; a shell would read `&` or `?` for itself. */
function quoted(url: string): string {
  const { href } = new URL(url);
  return /^[\w:/.[\]%~-]+$/.test(href) ? href : `"${href}"`;
}
