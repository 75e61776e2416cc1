import * as z from "zod";
import type { History } from "./event.ts";

/** What the lab sends to the process of the student's check: the file once, then histories. */
export type Order = { readonly source: string } | { readonly history: History };

const text = z.string().max(2_000);

/** What comes back. The student's code runs there: nothing is taken for granted. */
export const message = z.discriminatedUnion("says", [
  /** It runs, without the student's code yet; `isolated` where Node keeps it from files and other programs. */
  z.object({ says: z.literal("up"), isolated: z.boolean() }),
  z.object({ says: z.literal("ready") }),
  z.object({ says: z.literal("mistake"), message: text, line: z.int().optional() }),
  z.object({ says: z.literal("imports"), specifier: text }),
  z.object({ says: z.literal("no-check") }),
  z.object({ says: z.literal("right") }),
  z.object({ says: z.literal("wrong"), reason: text }),
  z.object({ says: z.literal("threw"), message: text }),
  z.object({ says: z.literal("returned"), type: text }),
]);
export type Message = z.infer<typeof message>;
