import * as z from "zod";
import type { StatementResult } from "../../stack/stack.ts";
import { count, list } from "../result-parts.ts";

const statement = z.object({
  command: z.string(),
  columns: list(z.string()),
  rows: list(list(z.string())),
  truncatedAt: count.nullable(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().nullable() }).nullable(),
}) satisfies z.ZodType<StatementResult>;

export const result = z.object({ action: z.enum(["sql", "redis"]), statements: list(statement) });
/** What the servers answered to a `sql` or a `redis` cell. */
export type TableResult = z.infer<typeof result>;
