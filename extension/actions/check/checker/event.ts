import * as z from "zod";
import type { Event, History } from "../../../exercises/exercise-9/history.ts";
import { count, list } from "../../result-parts.ts";

const id = z.string();

/** As the exercise's `history.ts` tells the student. */
export const event: z.ZodType<Event> = z.discriminatedUnion("what", [
  z.object({ what: z.literal("sent"), client: z.string(), id }),
  z.object({ what: z.enum(["acknowledged", "refused"]), id }),
  z.object({ what: z.literal("unanswered"), id }),
  z.object({ what: z.literal("crashed"), program: z.enum(["app", "worker"]) }),
  z.object({ what: z.enum(["process-begun", "process-ended"]) }),
  z.object({ what: z.literal("read-ids"), stored: list(id), pending: list(id) }),
  z.object({ what: z.literal("read-counter"), stored: count, pending: count }),
]);

export type { Event, History };
