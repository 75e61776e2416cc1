import { formatNumber, plural } from "../common/language.ts";
import { formatDuration } from "../drawing/format.ts";
import { charts, source } from "./charts.ru.ts";
import { guarantees } from "./compare/guarantees.ru.ts";
import { crashes } from "./crash/words.ru.ts";
import { interleave } from "./interleave/words.ru.ts";
import { questions } from "./questions.ru.ts";
import { serviceWords } from "./service-names.ts";
import type { Texts } from "./words.en.ts";

const n = (value: number) => formatNumber(value, "ru");
const time = (ms: number) => formatDuration(ms, "ru");
const forms = (count: number, one: string, few: string, many: string) => plural(count, "ru", one, few, many);
const many = (count: number, one: string, few: string, other: string) =>
  `${n(count)} ${forms(count, one, few, other)}`;

export const ru: Texts = {
  language: "ru",
  charts,
  source,
  questions,
  interleave,
  crashes,
  guarantees,

  show: {
    title: (strategy) => `Исходный код ${strategy}: тот самый файл, который выполняет приложение.`,
    edited: (strategy) =>
      `Файл стратегии ${strategy} сохранён уже после запуска стенда: работает прежний текст. Остановите стенд и запустите снова, чтобы заработал этот.`,
  },

  inspect: {
    title: (used, max) =>
      `Занято ${n(used)} из ${many(max, "соединения", "соединений", "соединений")} PostgreSQL.`,
    connections: "Соединения с PostgreSQL",
    role: "Роль",
    state: "Состояние",
    count: "Соединений",
    free: "свободно для любой роли",
    reserved: "резерв суперпользователя",
    log: "Что серверы записали в журнал с начала последней нагрузки",
    quiet: "С начала последней нагрузки PostgreSQL ничего не записал в журнал.",
    theirLog: "Приложение ничего не записало в журнал. Журнал серверов — у тех, кто их запускает.",
    notVisible:
      "О чужих сеансах видно только, сколько их. Подробности видны роли с правом pg_monitor: GRANT pg_monitor TO ваша_роль.",
    times: (count) => `(${many(count, "раз", "раза", "раз")})`,
  },

  compare: {
    title: (count) => `${many(count, "прогон", "прогона", "прогонов")} рядом.`,
    none: "Сравнивать пока нечего: сначала выполните ячейку с нагрузкой.",
    caption: "Прогоны этого занятия",
    columns: {
      run: "№",
      strategy: "Стратегия",
      connections: "Соед.",
      asked: "Темп/с",
      attempted: "Всего",
      refused: "Отказ",
      unknown: "Неясно",
      lost: "Потеря",
      duplicated: "Повтор",
      stored: "В базе",
      pending: "Буфер",
      rate: "подтв./с",
      p50: "p50, мс",
      p99: "p99, мс",
    },
    short:
      "* короче 5 с: потери видны, но измерен в основном разогрев; по скорости такой прогон не сравнивают.",
  },

  hidden: {
    numbers: (service, pausedMs, limit, slowClosed, closed, slowOpen, open) =>
      `${service} ${time(pausedMs)}. Дольше ${time(limit)} ждали: по замкнутому циклу — ${n(slowClosed)} из ${n(closed)} запросов, по открытому — ${n(slowOpen)} из ${n(open)}.`,
    reason:
      "Пока ответов нет, замкнутый цикл ничего не отправляет, а неотправленное не может оказаться медленным (coordinated omission). Пользователи же друг друга не ждут.",
    caption: (strategy) => `Одна остановка, два измерения: ${strategy}`,
    share: (limit) => `Дольше ${time(limit)}, %`,
    model: "Нагрузка",
    models: {
      "closed-loop": (run) => `${n(run)} замкнутый цикл`,
      "open-loop": (run) => `${n(run)} открытый цикл`,
    },
    slower: (limit) => `Дольше ${time(limit)}`,
    max: "макс., мс",
  },

  discuss: {
    title: (count) =>
      `${many(count, "вопрос", "вопроса", "вопросов")}. Сначала подумайте, потом откройте ответ.`,
    open: "Ответ",
  },

  frozen: serviceWords.ru.frozen,
  table: {
    statements: (count) => `${many(count, "команда выполнена", "команды выполнены", "команд выполнено")}.`,
    noStatement: "Выполнять было нечего.",
    truncated: (count) =>
      `${forms(count, "Показана только первая", "Показаны только первые", "Показаны только первые")} ${many(count, "строка", "строки", "строк")}.`,
    empty: "Строк нет.",
    hint: (text) => `Подсказка сервера: ${text}`,
  },
};
