import * as z from "zod";
import { ask } from "../app-request.ts";

/** Of the app's account of 20,000 hits. Bytes. */
const mostOfTrace = 2 ** 26;

const time = z.number();

const step = z.object({
  server: z.enum(["postgres", "redis"]),
  text: z.string(),
  /** Milliseconds since 1970; null: without an answer, or refused. */
  sentAt: time,
  answeredAt: time.nullable(),
  /** The number that it read. */
  value: z.number().nullable(),
});

/** `pid` is the process of the app. */
const trace = z.object({ id: z.string(), pid: z.int().min(0), steps: z.array(step).readonly() });

/** What one hit, or one call of "process", has asked of the servers, as the app recorded it. */
export type HitTrace = Readonly<z.infer<typeof trace>>;

export async function beginAppTrace(app: string, signal: AbortSignal): Promise<void> {
  await ask(z.unknown(), app, "/trace/begin", { method: "POST", signal });
}

export function endAppTrace(app: string): Promise<HitTrace[]> {
  return ask(z.array(trace), app, "/trace/end", { method: "POST", most: mostOfTrace });
}
