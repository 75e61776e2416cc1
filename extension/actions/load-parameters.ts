import { z } from "zod";
import { strategyName } from "./parameters.ts";

export const loadParameters = z
  .strictObject({
    strategy: strategyName,
    requests: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({
        about: {
          en: "How many hits to send in all: 1,000 when neither this nor `duration` is given.",
          ru: "Сколько запросов отправить всего: 1 000, если не указать ни это, ни `duration`.",
        },
      })
      .optional(),
    duration: z
      .number()
      .min(1)
      .max(600)
      .meta({
        about: {
          en: "How long to send hits, in seconds, instead of a number of `requests`. Take 10 to compare speeds.",
          ru: "Сколько секунд отправлять запросы — вместо их числа `requests`. Чтобы сравнивать скорости, берите 10.",
        },
      })
      .optional(),
    connections: z
      .int()
      .min(1)
      .max(1000)
      .meta({
        about: {
          en: "How many connections send hits at once. Each sends its next hit when the last one was answered.",
          ru: "По скольким соединениям запросы идут одновременно. Следующий запрос соединение отправляет, получив ответ на предыдущий.",
        },
      })
      .default(50),
    timeout: z
      .number()
      .min(1)
      .max(60)
      .meta({
        about: {
          en: "How many seconds to wait for an answer. A hit without one is `unknown`: it may have been counted.",
          ru: "Сколько секунд ждать ответа. Запрос без ответа — `unknown`: он мог быть и посчитан.",
        },
      })
      .default(10),
    processEvery: z
      .int()
      .min(1)
      .max(60_000)
      .meta({
        about: {
          en: "Move the buffer into PostgreSQL every so many milliseconds while hits arrive, as a worker in the background would.",
          ru: "Каждые столько миллисекунд переносить буфер в PostgreSQL, пока идут запросы, как это делал бы фоновый процесс.",
        },
      })
      .optional(),
  })
  .refine(({ requests, duration }) => requests === undefined || duration === undefined, {
    path: ["duration"],
    params: {
      message: {
        en: "Give either `requests` or `duration`, not both.",
        ru: "Укажите либо `requests`, либо `duration`, но не оба сразу.",
      },
    },
  })
  .refine(
    ({ requests, duration, connections }) => duration !== undefined || connections <= (requests ?? 1000),
    {
      path: ["connections"],
      params: {
        message: {
          en: "`connections` must not exceed `requests`: the rest would have nothing to send.",
          ru: "`connections` не может быть больше `requests`: лишним соединениям нечего отправлять.",
        },
      },
    },
  );

export type LoadParameters = z.infer<typeof loadParameters>;
