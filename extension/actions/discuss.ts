import { z } from "zod";
import type { DiscussResult } from "../results/results.ts";
import type { Action } from "./action.ts";

const parameters = z.strictObject({
  questions: z
    .array(z.strictObject({ question: z.string().min(1), answer: z.string().min(1) }))
    .min(1)
    .meta({
      description: "Questions with answers, in Markdown; the answers stay folded until they are opened.",
    }),
});

export const discuss: Action<z.infer<typeof parameters>> = {
  name: "discuss",
  about: {
    en: "Shows questions whose answers stay folded until they are opened.",
    ru: "Показывает вопросы; ответы свёрнуты, пока их не откроют.",
  },
  parameters,
  async run(_lab, { questions }): Promise<DiscussResult> {
    return { action: "discuss", questions };
  },
};
