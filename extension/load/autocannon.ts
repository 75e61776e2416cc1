import autocannon, { type Options, type Result } from "autocannon";
import { watchGenerator } from "./generator.ts";
import type { AutocannonReport, AutocannonRequest, LoadProgress } from "./load.ts";

/** How soon autocannon notices that it is done, and how often progress is reported. */
const sampleMs = 250;

/** The same closed loop by an unmodified autocannon: a second opinion that shares no code with the lab's own load. */
export async function runAutocannon(
  { url, method = "POST", requests, durationSeconds, connections, timeoutSeconds }: AutocannonRequest,
  progress: (update: LoadProgress) => void,
): Promise<AutocannonReport> {
  const measureGenerator = watchGenerator();
  const startedAt = performance.now();
  let lastAnswerAt = startedAt;
  const seen = { ok: 0, failed: 0, unknown: 0 };

  const options: Options = {
    url,
    // autocannon knows every method.
    method: method as NonNullable<Options["method"]>,
    connections,
    timeout: timeoutSeconds,
    sampleInt: sampleMs,
    ...(requests === undefined ? { duration: durationSeconds } : { amount: requests }),
  };
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
  // autocannon's own clock goes on until its next sample.
  run.on("response", (_client, status) => {
    lastAnswerAt = performance.now();
    seen[status >= 200 && status < 300 ? "ok" : "failed"] += 1;
  });
  run.on("reqError", () => {
    seen.unknown += 1;
  });
  const telling = setInterval(() => {
    const attempted = seen.ok + seen.failed + seen.unknown;
    const now = performance.now();
    const elapsedMs = now - startedAt;
    const done = requests === undefined ? elapsedMs / ((durationSeconds ?? 0) * 1000) : attempted / requests;
    const answersPerSecond = (attempted * 1000) / elapsedMs;
    const fraction = Math.min(1, done);
    progress({ ...seen, attempted, elapsedMs, fraction, answersPerSecond, silentMs: now - lastAnswerAt });
  }, sampleMs);

  try {
    const { "2xx": ok, non2xx, errors, timeouts, latency, requests: sent } = await promise;
    const durationMs = lastAnswerAt - startedAt;
    return {
      by: "autocannon",
      sent: sent.sent,
      ok,
      non2xx,
      errors: errors - timeouts,
      timeouts,
      unaccounted: Math.max(0, sent.sent - ok - non2xx - errors),
      durationMs,
      requestsPerSecond: durationMs > 0 ? (ok * 1000) / durationMs : 0,
      latencyMs: { p50: latency.p50, p90: latency.p90, p99: latency.p99, max: latency.max },
      generator: measureGenerator(),
    };
  } finally {
    clearInterval(telling);
  }
}
