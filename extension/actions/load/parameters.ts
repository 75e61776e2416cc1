import { z } from "zod";
import { serviceNames } from "../../stack/stack.ts";
import { pauseLength, strategyName } from "../parameters.ts";
import { faultParameter } from "./fault.ts";

const longestSeconds = 600;

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
      .max(longestSeconds)
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
          en: "How many connections send hits at once. Each sends its next hit when the last one was answered. With `rate` it is the most hits in flight.",
          ru: "По скольким соединениям запросы идут одновременно. Следующий запрос соединение отправляет, получив ответ на предыдущий. С `rate` это наибольшее число запросов в пути.",
        },
      })
      .default(50),
    rate: z
      .int()
      .min(1)
      .max(20_000)
      .meta({
        about: {
          en: "An open loop: so many hits per second, each sent at its time whether or not earlier ones were answered. Latency counts from that time. Needs `duration` or `requests`.",
          ru: "Открытый цикл: столько запросов в секунду, и каждый уходит в свой срок, даже если на прежние ещё нет ответа. Задержка считается от этого срока. Нужно указать `duration` или `requests`.",
        },
      })
      .optional(),
    pause: z
      .strictObject({
        service: z
          .enum(serviceNames)
          .meta({
            about: {
              en: "The server that freezes; the app where none is named.",
              ru: "Какой сервер замирает; если не указать, приложение.",
            },
          })
          .default("app"),
        after: z
          .number()
          .min(0)
          .max(longestSeconds)
          .meta({
            about: {
              en: "How many seconds into the load it freezes.",
              ru: "Через сколько секунд после начала нагрузки он замирает.",
            },
            examples: [2],
          }),
        ms: pauseLength,
      })
      .meta({
        about: {
          en: "Freezes a server in the middle of the load, the app if none is named: `pause: { after: 2, ms: 1000 }`. What a closed loop makes of that and what an open one does differ much: `compare` shows it.",
          ru: "Замораживает сервер посреди нагрузки, по умолчанию приложение: `pause: { after: 2, ms: 1000 }`. Замкнутый цикл и открытый увидят это очень по-разному: сравнит их `compare`.",
        },
      })
      .optional(),
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
    fault: faultParameter,
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
    ({ requests, duration, connections, rate }) =>
      rate !== undefined || duration !== undefined || connections <= (requests ?? 1000),
    {
      path: ["connections"],
      params: {
        message: {
          en: "`connections` must not exceed `requests`: the rest would have nothing to send.",
          ru: "`connections` не может быть больше `requests`: лишним соединениям нечего отправлять.",
        },
      },
    },
  )
  .refine(
    ({ requests, duration, rate }) => rate === undefined || requests !== undefined || duration !== undefined,
    {
      path: ["duration"],
      params: {
        message: {
          en: "`rate` says how fast hits are sent, but not how long.",
          ru: "`rate` задаёт, как часто отправлять запросы, но не сколько времени.",
        },
      },
    },
  )
  .refine(({ requests = 0, rate }) => rate === undefined || requests / rate <= longestSeconds, {
    path: ["requests"],
    params: {
      message: {
        en: `At this \`rate\` so many \`requests\` take longer than ${longestSeconds} s, the most that a load may last.`,
        ru: `При таком \`rate\` столько \`requests\` займут больше ${longestSeconds} с — дольше нагрузка длиться не может.`,
      },
    },
  })
  .refine(
    ({ requests = 0, duration, rate, pause }) => !pause || pause.after < endOf(requests, duration, rate),
    {
      path: ["pause", "after"],
      params: {
        message: {
          en: "By then the load is over, and nothing would be frozen.",
          ru: "К этому времени нагрузка уже кончится, и замораживать будет нечего.",
        },
      },
    },
  );

/** When the last hit is due, in seconds; a closed loop of a number of hits ends nobody knows when. */
function endOf(requests: number, duration: number | undefined, rate: number | undefined): number {
  return duration ?? (rate === undefined ? Number.POSITIVE_INFINITY : requests / rate);
}

export type LoadParameters = z.infer<typeof loadParameters>;
