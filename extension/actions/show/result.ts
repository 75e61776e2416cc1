import * as z from "zod";

export const result = z.object({
  action: z.literal("show"),
  strategy: z.string(),
  /** Path of the file that the app runs, relative to the lab's folder, with forward slashes. */
  file: z.string(),
  source: z.string(),
  /** True when the file was changed after the app began to run: the app runs the older text. */
  editedSinceStart: z.boolean(),
});
export type ShowResult = z.infer<typeof result>;
