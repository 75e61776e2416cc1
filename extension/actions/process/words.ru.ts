import { formatNumber, plural } from "../../common/language.ts";
import { formatDuration, formatRate } from "../../drawing/format.ts";
import type { en } from "./words.en.ts";

const n = (value: number) => formatNumber(value, "ru");
const forms = (count: number, one: string, few: string, many: string) => plural(count, "ru", one, few, many);

export const ru: typeof en = {
  about:
    "Переносит в PostgreSQL то, что стратегия накопила в буфере: один раз или сразу несколькими вызовами.",
  parameters: {
    atOnce: "Сколько вызовов выполняется одновременно — как если бы сошлись два обработчика.",
  },
  values: {
    processed: "Запросы, которые приложение, по его словам, перенесло в PostgreSQL.",
    durationMs: "Сколько длился шаг, миллисекунды.",
  },
  moved: (count, ms) =>
    `${n(count)} ${forms(count, "запрос перенесён", "запроса перенесены", "запросов перенесено")} в PostgreSQL за ${formatDuration(ms, "ru")}.`,
  atOnce: (calls) => `${n(calls)} ${forms(calls, "вызов", "вызова", "вызовов")} одновременно`,
  nothing: "Переносить в PostgreSQL было нечего.",
  rate: (perSecond) => `${formatRate(perSecond, "ru")} запр./с`,
  again: (run) => `прогон ${n(run)}, проверен заново`,
  caption: "Счётчик и буфер",
  before: "до",
  after: "после",
  stored: "сохранено",
  pending: "в буфере",
  questions: {
    mismatch: (said, grown) => ({
      question: `Приложение сообщает о переносе ${n(said)}, а счётчик вырос на ${n(grown)}. Что ещё могло его изменить?`,
      answer:
        "Другой `process` в то же время, ещё идущая нагрузка или ваша собственная команда: счётчик прочитан до и после, и в разницу вошло всё, что было между. Если больше ничего не выполнялось, перенос делает не то, о чём сообщает.",
    }),
    left: (pending) => ({
      question: `В буфере осталось ${n(pending)}: не пришли ли они, пока переносили остальные?`,
      answer:
        "Либо так, либо перенос прервался раньше времени. Перенесите ещё раз: опоздавшие теперь перейдут, а застрявшие останутся.",
    }),
    moved: (moved) => ({
      question: `В PostgreSQL ${forms(moved, "перенесён", "перенесены", "перенесено")} ${n(moved)} ${forms(moved, "запрос", "запроса", "запросов")}. Сколько раз для этого понадобилось менять строку счётчика?`,
      answer:
        "Столько, сколько пачек делает стратегия: откройте её ячейкой `show` и посчитайте. В этом весь выигрыш буфера: строка, за которую боролись многие запросы, меняется один раз за всех. **Лекарство — пачки; Redis — лишь один из флаконов.**",
    }),
  },
};
