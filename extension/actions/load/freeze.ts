import type { Stack } from "../../stack/stack.ts";
import type { During } from "./fault.ts";
import type { LoadPause } from "./result.ts";

/** Freezes a server in the middle of the load. */
export async function freezeDuring(
  { service, after, ms }: Pick<LoadPause, "service" | "after" | "ms">,
  stack: Pick<Stack, "pause">,
  { clock, signal, over }: During,
): Promise<LoadPause> {
  const asked = { service, after, ms };
  if (!(await clock.reaches(after, AbortSignal.any([signal, over])))) {
    return { ...asked, fromMs: null, untilMs: null };
  }
  const fromMs = clock.elapsedMs;
  if (service === "app") clock.haltsApp();
  await stack.pause(service, ms, signal).finally(() => service === "app" && clock.resumesApp());
  return { ...asked, fromMs, untilMs: clock.elapsedMs };
}
