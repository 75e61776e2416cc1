import { isIPv4 } from "node:net";
import { loadAmount, loadOnlyHere, loadOutOfRange, moreConnectionsThanRequests } from "./errors.ts";
import type { LoadRequest } from "./load.ts";

const ranges = {
  requests: { from: 1, to: 10_000_000, whole: true },
  durationSeconds: { from: 0.1, to: 3600, whole: false },
  connections: { from: 1, to: 1000, whole: true },
  rate: { from: 1, to: 20_000, whole: true },
  timeoutSeconds: { from: 1, to: 60, whole: false },
} as const;

/** Throws a LabError when the load must not or cannot be run. */
export function checkRequest(request: LoadRequest): void {
  const { url, requests, durationSeconds, connections, rate } = request;
  if (!isHere(url)) throw loadOnlyHere(url);
  if ((requests === undefined) === (durationSeconds === undefined)) throw loadAmount();
  for (const name of ["requests", "durationSeconds", "connections", "rate", "timeoutSeconds"] as const) {
    const { from, to, whole } = ranges[name];
    const value = request[name];
    if (value === undefined) continue;
    const fits = value >= from && value <= to && (!whole || Number.isInteger(value));
    if (!fits) throw loadOutOfRange(name, value, from, to);
  }
  if (requests !== undefined && rate === undefined && connections > requests)
    throw moreConnectionsThanRequests(connections, requests);
  if (requests !== undefined && rate !== undefined && requests / rate > ranges.durationSeconds.to)
    throw loadOutOfRange("requests", requests, 1, rate * ranges.durationSeconds.to);
  if (!/^[\w.-]{1,100}$/.test(request.hitIdPrefix))
    throw new TypeError("The hit id prefix is no header value.");
}

/** This lab never loads someone else's server. `URL` has already made 127.1 or 0x7f000001 into 127.0.0.1. */
function isHere(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const local = hostname === "localhost" || hostname === "[::1]";
  return protocol === "http:" && (local || (isIPv4(hostname) && hostname.startsWith("127.")));
}
