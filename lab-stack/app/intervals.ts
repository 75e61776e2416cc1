// Knows which text of a strategy has begun an interval: when another text takes over, the old one must not go on by itself.
const intervals = new Map<NodeJS.Timeout, string>();
const { setInterval: begin, clearInterval: end } = globalThis;

globalThis.setInterval = Object.assign((...args: Parameters<typeof setInterval>) => {
  const timer = Reflect.apply(begin, globalThis, args);
  const trace = { stack: "" };
  Error.captureStackTrace(trace, globalThis.setInterval);
  // The caller, not one of the packages that it has called.
  const [, caller = ""] = trace.stack.split("\n");
  const [, url] = /(file:\S+\/strategies\/[^/\s]+?):\d+:\d+\)?$/.exec(caller) ?? [];
  if (url !== undefined) intervals.set(timer, url);
  return timer;
}, begin);

/** Ends the intervals that this text has begun. @param url as it was imported */
export function endIntervals(url: string): void {
  for (const [timer, owner] of intervals) {
    if (owner !== url) continue;
    end(timer);
    intervals.delete(timer);
  }
}
