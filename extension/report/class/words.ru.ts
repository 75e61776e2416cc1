import { ru as check } from "../../actions/check/words.ru.ts";
import { numberWords } from "../../actions/number-words.ts";
import type { en } from "./words.en.ts";

const { n, many } = numberWords("ru");
const demands: Readonly<Record<string, string>> = check.demands;

export const ru: typeof en = {
  demand: (name) => demands[name] ?? name,
  exercise: (name) => name.replace(/^exercise-/, "Упражнение\u00a0"),
  csv: {
    student: "студент",
    reports: "отчёты",
    agree: "сходятся со своими результатами",
    columns: {
      points: "баллы",
      of: "из",
      reasons: "причины",
      hints: "подсказки",
      solution: "открыто решение",
    },
    yes: "да",
    no: "нет",
    points: "баллы",
    of: "из",
  },
  reasons: {
    noCode: "В отчёте нет того, что проверялось: его составила более ранняя версия.",
    otherApp: "Не оценено: код написан не для приложения лаборатории.",
    notCarried:
      "Не оценено: в отчёте нет кода собственного приложения. Почему и что делать студенту, сказано в результате проверки.",
    lacking: "Не оценено: на этой машине нет того, что нужно коду.",
    broken: "Проверка не дошла до конца: код не загружается или роняет приложение.",
    open: "(не оценено: не хватило времени)",
    late: "Не оценено: на проверку дважды не хватило времени.",
  },
  notStarted: (code) => {
    const causes: Readonly<Record<string, string>> = {
      "own-program": "программы из его команды здесь нет",
      "own-ended": "оно завершилось раньше, чем открыло порт",
      "own-silent": "порт из переменной PORT никто вовремя не открыл",
      "own-elsewhere": "оно открыло не тот порт, что указан в переменной PORT",
      "own-command": "его команде нужна оболочка или переменная, которой здесь нет",
      "own-figure": "число, на которое указывает контракт, не читается",
    };
    return `Собственное приложение студента не запустилось: ${causes[code] ?? "подробности на странице о группе"}.`;
  },
  kind: "Группа",
  title: (folder) => `Проверка работ: ${folder}`,
  students: "Студентов",
  reports: "Отчётов",
  drawn: (seed) => `Основа случайных чисел: \`seed: ${seed}\`.`,
  madeBy: "Чем составлено",
  points: "Баллы: по одному за выполненное требование",
  student: "Студент",
  total: "Всего",
  hints: "Подсказки",
  solution: "Решение открыто",
  ofPoints: (met, of) => (met === undefined ? `? из ${n(of)}` : `${n(met)} из ${n(of)}`),
  why: "За что не хватает баллов",
  task: "Упражнение",
  reason: "Чего не хватает и что показала проверка",
  reported: (name, met) => `В отчёте (${name}): ${many(met, "балл", "балла", "баллов")}.`,
  alike: "Один и тот же текст, буква в букву, у нескольких",
  noneAlike: "Одинаковых текстов нет.",
  nothingMissing: "Все баллы у всех набраны.",
  checks: "Что в отчётах не сходится",
  allAgree: "Каждый отчёт сходится с результатами внутри него.",
  file: "Файл",
  disagreement: "Что не сходится",
  guesses: "Прогнозы: сначала те, в которых ошибались чаще",
  guessesNote:
    "Число считается верным, если отличается от измеренного на машине студента не больше чем на 10\u00a0%.",
  step: "Шаг",
  value: "Что угадывали",
  right: "Верно",
  mostOften: "Чаще всего",
  measured: "Измерено, медиана",
  noGuesses: "Прогнозов в отчётах нет.",
  histogramTitle: (guesses, measured) =>
    `${many(guesses, "прогноз", "прогноза", "прогнозов")}; измерено, медиана: ${measured}`,
  from: (low, high) => `${low}–${high}`,
  histogram: (step, value) => `${step}: ${value}`,
  yes: "да",
  no: "нет",
  machines: "Машины: измерено один раз при запуске",
  machinesNote:
    "В секунду: запросы, на которые приложение отвечает, ничего не делая; транзакции, которые PostgreSQL одну за другой сбрасывает на диск; ответы Redis на INCR; запросы, которые генератор успевает послать серверу, который только отвечает.",
  noMachines: "Ни один отчёт не говорит, насколько быстра его машина.",
  machine: "Машина",
  cores: "Ядра",
  empty: "Приложение, только ответ",
  flush: "Сброс на диск",
  incr: "INCR",
  generator: "Генератор",
};
