import * as z from "zod";
import type { CountedOf } from "../../inspection/counted.ts";
import { type LogLine, serviceNames } from "../../stack/stack.ts";
import { unanswered } from "../counters-view.ts";
import { count, counted, list, localized } from "../result-parts.ts";

const counter = z.object({
  strategy: z.string(),
  ...counted,
  claimed: count.exactOptional(),
}) satisfies z.ZodType<CountedOf>;

const connections = z.object({
  max: count,
  reserved: count,
  /** Client connections of pg_stat_activity, by role and state ("active", "idle", "idle in transaction"…). */
  byState: list(z.object({ role: z.string(), state: z.string(), count })),
});
export type Connections = z.infer<typeof connections>;

const logLine = z.object({
  service: z.enum(serviceNames),
  text: z.string(),
  times: count,
}) satisfies z.ZodType<LogLine>;

export const result = z.object({
  action: z.literal("inspect"),
  /** True: the lab has not started the servers, so it cannot read their log. */
  attached: z.boolean(),
  counters: list(counter),
  unanswered: list(unanswered).exactOptional(),
  connections,
  /** PgBouncer stands between the app and PostgreSQL, so the app's connections are those of PgBouncer. */
  pgbouncer: z.literal(true).exactOptional(),
  /** Lines that PostgreSQL, PgBouncer and the app logged since the last load began; repeated ones once, with their count. */
  log: list(logLine),
  /** How many more different lines there were. */
  leftOut: count.exactOptional(),
  /** Why the log could not be read. */
  unreadLog: localized.exactOptional(),
});
export type InspectResult = z.infer<typeof result>;
