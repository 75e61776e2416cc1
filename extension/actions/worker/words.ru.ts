import { formatNumber } from "../../common/language.ts";
import { formatDuration } from "../../drawing/format.ts";
import type { en } from "./words.en.ts";

const n = (value: number) => formatNumber(value, "ru");
const seconds = (count: number) => formatDuration(count * 1000, "ru");

export const ru: typeof en = {
  about:
    "Запускает обработчики, которые раз в несколько секунд переносят буфер стратегии в PostgreSQL, и наблюдает за ними.",
  parameters: {
    every: "Сколько секунд обработчик отдыхает между двумя пачками.",
    count: "Сколько обработчиков будет работать, каждый в своём процессе; 0 — остановить их.",
    watch: "Сколько секунд наблюдать за ними; потом они работают дальше.",
  },
  values: {
    workers: "Сколько обработчиков работает.",
    moved: "Сколько запросов обработчики, по их словам, перенесли с момента запуска.",
  },
  starting: "Запускаю обработчики",
  watching: "Наблюдаю за обработчиками",
  running: (workers, everySeconds, moved, pending) =>
    `Обработчиков: ${n(workers)}, буфер переносится каждые ${seconds(everySeconds)}. Перенесено ${n(moved)}, в буфере осталось ${n(pending)}.`,
  none: (strategy, pending) => `У ${strategy} нет работающих обработчиков; в буфере ${n(pending)}.`,
  caption: "Счётчик догоняет",
  inNumbers: "Как счётчик догоняет, числами",
  stored: "сохранено",
  pending: "в буфере",
  seconds: "секунды от начала",
  hits: "Запросов",
  workers: "Обработчики с момента запуска",
  number: "Обработчик",
  batches: "Пачки",
  processed: "Перенесено",
  failed: "Сбои",
  lastError: "Последняя ошибка",
  state: "Состояние",
  runs: "работает",
  notYetStored: (everySeconds) => ({
    question: `Буфер переносят каждые ${seconds(everySeconds)}. Как долго подтверждённого запроса может не быть в PostgreSQL?`,
    answer:
      "Примерно столько же и ещё пока идёт его пачка; дольше, если пачка не удалась или если запросов приходит больше, чем переносится. Это цена мгновенного ответа: счётчик отстаёт, а запрос до тех пор сохранен ровно настолько, насколько сохранен буфер.",
  }),
};
