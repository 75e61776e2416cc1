import { z } from "zod";
import type { OldAction } from "../define.ts";
import type { DiscussResult } from "../results.ts";

const parameters = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        question: z
          .string()
          .min(1)
          .meta({ about: { en: "A question, in Markdown.", ru: "Вопрос в разметке Markdown." } }),
        answer: z
          .string()
          .min(1)
          .meta({
            about: {
              en: "Its answer, in Markdown; it stays folded until it is opened.",
              ru: "Ответ в разметке Markdown; свёрнут, пока его не откроют.",
            },
          }),
      }),
    )
    .min(1)
    .meta({ about: { en: "Questions with their answers.", ru: "Вопросы с ответами." } }),
});

export const discuss: OldAction<z.infer<typeof parameters>> = {
  name: "discuss",
  about: {
    en: "Shows questions whose answers stay folded until they are opened.",
    ru: "Показывает вопросы; ответы свёрнуты, пока их не откроют.",
  },
  parameters,
  example: {
    en: "discuss:\n  questions:\n    - question: What surprised you?\n      answer: Every hit that is lost was acknowledged before.",
    ru: "discuss:\n  questions:\n    - question: Что вас удивило?\n      answer: Каждый потерянный запрос до этого был подтверждён.",
  },
  values: {
    "questions.length": { about: { en: "How many questions there are.", ru: "Сколько здесь вопросов." } },
  },
  async run(_lab, { questions }): Promise<DiscussResult> {
    return { action: "discuss", questions };
  },
};
