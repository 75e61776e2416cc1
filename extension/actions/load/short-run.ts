import type { LoadResult } from "./result.ts";

const shortMs = 5000;

/** Too short to say anything about speed: mostly the warm-up is measured. */
export function isShort({ durationMs }: LoadResult): boolean {
  return durationMs < shortMs;
}
