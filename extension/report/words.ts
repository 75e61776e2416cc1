import type { Language } from "../common/language.ts";

const en = {
  kind: "Lab report",
  made: "Made",
  student: "Student",
  notebook: "Notebook",
  madeBy: "Made by",
  environment: "Measured on",
  notStarted: "No step with servers has run, so nothing was measured.",
  findings: "What was found",
  predicted: "Predicted",
  answers: "Your answers",
  unanswered: "No answer yet.",
  overview: "All steps",
  step: "Step",
  action: "What it does",
  outcome: "Result",
  asExpected: "As expected",
  held: (held: number, all: number) => (all === 0 ? "–" : `${held} of ${all}`),
  notRun: "This step was not run.",
  skipped: "Skipped, because the machine lacks what it needs",
  measuredAt: (time: string) => `Measured on ${time}, before the notebook was opened.`,
  changedSince: "The cell was changed after this run: the result belongs to its earlier text.",
  cell: (step: string | null, action: string) =>
    step === null ? `Step without a name: ${action}` : `Step ${step}: ${action}`,
  check: "How to check this report",
  command: "npm run lab -- --verify FILE.html",
  noSignature:
    "The raw results are in this file too. The command recomputes every verdict from them, makes the report again and compares the two, so a number that was changed by hand is found. It is no signature: it does not find somebody who computes the whole report anew.",
};

const ru: typeof en = {
  kind: "Отчёт о занятии",
  made: "Составлен",
  student: "Студент",
  notebook: "Файл занятия",
  madeBy: "Чем составлен",
  environment: "На чём измерено",
  notStarted: "Ни один шаг с серверами не выполнен, поэтому ничего не измерено.",
  findings: "Что обнаружено",
  predicted: "Прогноз",
  answers: "Ваши ответы",
  unanswered: "Ответа пока нет.",
  overview: "Все шаги",
  step: "Шаг",
  action: "Что делает",
  outcome: "Результат",
  asExpected: "Как ожидалось",
  held: (held, all) => (all === 0 ? "–" : `${held} из ${all}`),
  notRun: "Этот шаг не выполнялся.",
  skipped: "Пропущен: на машине нет того, что для него нужно",
  measuredAt: (time) => `Измерено ${time}, до открытия блокнота.`,
  changedSince: "Ячейку изменили после этого запуска: результат относится к её прежнему тексту.",
  cell: (step, action) => (step === null ? `Шаг без имени: ${action}` : `Шаг ${step}: ${action}`),
  check: "Как проверить этот отчёт",
  command: "npm run lab -- --verify ФАЙЛ.html",
  noSignature:
    "Исходные результаты лежат в этом же файле. Команда заново выводит из них каждый вердикт, ещё раз составляет отчёт и сравнивает его с этим, поэтому исправленное вручную число найдётся. Это не подпись: того, кто заново рассчитает весь отчёт, она не обнаружит.",
};

export const words: Readonly<Record<Language, typeof en>> = { en, ru };
