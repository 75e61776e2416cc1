import { formatExact } from "../../drawing/format.ts";
import { numberWords } from "../number-words.ts";
import type { en } from "./time.en.ts";

const { n, percent } = numberWords("ru");

const doing: Readonly<Record<keyof typeof en.waits, (event: string) => string>> = {
  lock: () => "ждали блокировки",
  log: () => "сбрасывали журнал на диск",
  computing: () => "вычисляли",
  client: () => "ждали от приложения следующего оператора",
  other: (event) => `ждали ${event}`,
};

function ms(value: number): string {
  return formatExact(Number(value.toPrecision(2)), "ru");
}

export const ru: typeof en = {
  limitedBy: (limit) => `Что ограничило прогон: ${limit}`,
  limits: {
    refused: ({ share }) => `соединения. Для ${percent(share)} запросов у PostgreSQL их не осталось.`,
    rate: ({ perSecond }) =>
      `ничто. Запросы шли с заданной частотой, ${n(perSecond)} в секунду, и с той же частотой получали ответ.`,
    generator: ({ share }) =>
      `генератор нагрузки. Он был занят ${percent(share)} времени; приложение могло бы больше.`,
    "app-thread": ({ share }) => `поток приложения. Он был занят ${percent(share)} времени.`,
    "row-lock": ({ share, holder }) =>
      `блокировки строк. ${percent(share)} работающих соединений PostgreSQL ждали строку, которую изменила другая транзакция; ${holder ?? "держал её кто-то посторонний, а не приложение."}`,
    "log-flush": ({ share, flushes }) =>
      `сброс журнала. ${percent(share)} работающих соединений PostgreSQL писали его на диск или ждали этого.${flushes ? ` Журнал сбрасывался ${n(Math.round(flushes.perSecond))} раз в секунду, каждый раз ${ms(flushes.ms)} мс.` : ""}`,
    "postgres-wait": ({ share, event }) =>
      `ожидание внутри PostgreSQL. ${percent(share)} его работающих соединений стояли на ${event}.`,
    "open-transactions": ({ share }) =>
      `открытые транзакции. ${percent(share)} работающих соединений PostgreSQL ждали от приложения следующего оператора.`,
    "postgres-computes": ({ share }) =>
      `работа самого PostgreSQL. ${percent(share)} его работающих соединений вычисляли.`,
    pool: ({ share }) =>
      `пул. Запрос ждал соединения ${percent(share)} своего времени, а тех, у кого оно было, ничто не задерживало.`,
    connecting: ({ share }) => `открытие соединений. На него ушло ${percent(share)} времени запроса.`,
    redis: ({ share }) => `Redis. Запрос ждал его ${percent(share)} своего времени.`,
    "app-waits": ({ share }) =>
      `ожидание внутри приложения. Там прошло ${percent(share)} времени запроса, а работы у приложения было мало.`,
    processor: ({ share }) =>
      `процессор. Он был загружен на ${percent(share)}, и ни одна программа не была занята всё время.`,
    undecided: ({ because }) =>
      because === "too-short"
        ? "не измерено: для этого прогон слишком короткий."
        : "неясно. В цифрах ничего не выделяется.",
  },
  holder: (kind, event) => `остальные большей частью ${doing[kind](event)}.`,
  otherPrograms: (share, otherwise) =>
    `другие программы. Они заняли ${percent(share)} процессора: не сравнивайте этот прогон с другими. Если не считать их: ${otherwise}`,
  caption: "Куда ушло время",
  hit: (meanMs) => `запрос, в среднем ${ms(meanMs)} мс`,
  parts: {
    connection: "ожидание соединения из пула",
    connecting: "подключение",
    postgres: "PostgreSQL",
    redis: "Redis",
    app: "само приложение",
    rest: "вне приложения (сеть, генератор)",
  },
  backends: "соединения PostgreSQL, пока у них была работа",
  waits: {
    lock: "ожидание блокировки строки",
    log: "сброс журнала",
    computing: "вычисления",
    client: "ожидание приложения внутри транзакции",
    other: "другие ожидания",
  },
  processor: "процессор",
  users: {
    generator: "генератор нагрузки и лаборатория",
    app: "приложение",
    postgres: "PostgreSQL",
    redis: "Redis",
    broker: "брокер",
    others: "другие программы",
    idle: "простой",
  },
  ms,
  table: {
    caption: "Куда ушло время, числами",
    of: "Чего",
    hit: "запрос",
    part: "Часть",
    share: "Доля",
    ms: "мс",
  },
};
