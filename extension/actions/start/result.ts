import * as z from "zod";
import { durabilities, serviceNames } from "../../stack/stack.ts";
import { environment } from "../environment/environment.ts";
import { amount, count, list } from "../result-parts.ts";

/** How Redis keeps its data where a cell does not say. */
export const usualDurability = "aof-everysec";

export const result = z.object({
  action: z.literal("start"),
  environment,
  appUrl: z.string(),
  /** True when the stack was running before the cell. */
  alreadyRunning: z.boolean(),
  /** The servers of a running stack that were started anew: they did not answer, or run files that have changed. */
  startedAnew: list(z.enum(serviceNames)).exactOptional(),
  /** Those files, of an app that is not ours. */
  changedFiles: list(z.string()).exactOptional(),
  startedInMs: amount,
  /** How Redis keeps its data; null: the lab did not start it. */
  durability: z.enum(durabilities).nullable(),
  /** The parts of that time, in order. */
  startParts: list(z.object({ name: z.string(), ms: amount })),
  /** How many processes the app has, where it says it. */
  processes: count.exactOptional(),
  /**
   * `pool` is the size of the pool in each process of the app, where it says it; `pgbouncer`, how many connections to
   * PostgreSQL it opens at most, where it stands between the two.
   */
  connections: z.object({
    max: count,
    reserved: count,
    pool: count.exactOptional(),
    pgbouncer: count.exactOptional(),
  }),
  /** Strategies that cannot run, and where the mistake is. */
  mistakes: list(z.object({ file: z.string(), line: count, column: count, message: z.string() })).optional(),
  strategies: list(z.object({ name: z.string(), about: z.object({ en: z.string(), ru: z.string() }) })),
});
export type StartResult = z.infer<typeof result>;
