import * as z from "zod";
import { settingsOf } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Stack } from "../../stack/stack.ts";
import { sessionError } from "../errors.ts";

const sizes = ["maxConnections", "pool", "processes"] as const;
export type Size = (typeof sizes)[number];

/** The sizes that a start can set. */
export const sizeLimits = {
  maxConnections: z.int().min(10).max(500),
  pool: z.int().min(1).max(200),
  processes: z.int().min(1).max(8),
} satisfies Record<Size, z.ZodType>;

/**
 * The sizes of a stack as its servers have them.
 * @throws LabError `setting-not-taken` when a file of the lab folder was changed so that it does not read a setting
 */
export async function takenSizes(
  { composition, endpoints }: Stack,
  inspection: Inspection,
  signal: AbortSignal,
) {
  const { max, reserved } = await inspection.connections();
  const { pool, ...settings } = await settingsOf(endpoints.app, signal);
  const found: Readonly<Partial<Record<Size, number>>> = {
    maxConnections: max,
    ...(pool !== undefined && { pool }),
    ...settings,
  };
  for (const setting of sizes) {
    const [wanted, got] = [composition[setting], found[setting]];
    if (wanted !== undefined && wanted !== got)
      throw sessionError("setting-not-taken", { setting, wanted, got });
  }
  return { connections: { max, reserved, ...(pool !== undefined && { pool }) }, ...settings };
}
