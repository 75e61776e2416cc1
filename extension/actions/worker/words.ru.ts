import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { n, many, time } = numberWords("ru");
const seconds = (count: number) => time(count * 1000);

export const ru: typeof en = {
  about:
    "Запускает обработчики, которые раз в несколько секунд переносят буфер стратегии в PostgreSQL, и наблюдает за ними.",
  parameters: {
    every: "Пауза обработчика между двумя пачками, секунды.",
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
    `Обработчиков: ${n(workers)}, буфер переносится каждые ${seconds(everySeconds)}. Они сообщили о переносе ${n(moved)}, в буфере осталось ${n(pending)}.`,
  thrown: (exception, failed, batches) =>
    `${exception}: исключение в обработчике; сорвано ${n(failed)} из ${many(batches, "пачки", "пачек", "пачек")}.`,
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
      "Примерно столько же плюс время обработки его пачки; дольше, если пачка не удалась или если запросов приходит больше, чем переносится. Это цена мгновенного ответа: счётчик отстаёт, а запрос до тех пор надёжен настолько, насколько надёжен буфер.",
  }),
};
