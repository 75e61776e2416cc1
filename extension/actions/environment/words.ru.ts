import { formatDuration, formatMemory, formatRate } from "../../drawing/format.ts";
import type { en } from "./words.en.ts";

const rate = (perSecond: number) => formatRate(perSecond, "ru");

export const ru: typeof en = {
  summary: "Машина и версии",
  engine: "Движок",
  runtime: "Приложение на",
  pool: "Пул приложения",
  processes: "Процессы приложения",
  platform: "Платформа",
  cores: "Ядра",
  memory: "Память",
  speed: "Скорость без другой работы",
  speeds: ({ empty, flush, incr, generator, ms }) =>
    [
      ...(empty === undefined ? [] : [`приложение отвечает на ${rate(empty)} запросов/с`]),
      `PostgreSQL подряд сбрасывает на диск ${rate(flush)} транзакций/с`,
      `Redis выполняет ${rate(incr)} INCR/с`,
      `генератор посылает ${rate(generator)} запросов/с`,
      `измерено за ${formatDuration(ms, "ru")}`,
    ].join(", "),
  memoryOf: (bytes) => formatMemory(bytes, "ru"),
};
