import { formatNumber, plural } from "../../common/language.ts";
import type { en } from "./words.en.ts";

const n = (value: number) => formatNumber(value, "ru");

export const ru: typeof en = {
  measuredAt: (time) => `Измерено ${time}, до открытия блокнота.`,
  otherVersion: (time) =>
    `Измерено ${time} другой версией Surge Lab и сохранено в формате, который эта версия прочитать не может. Чтобы увидеть результат, выполните шаг ещё раз.`,
  states: {
    "not-run": "ещё не выполнен",
    "as-expected": "как ожидалось",
    "not-as-expected": "не так, как ожидалось",
    skipped: "пропущен",
    changed: "ячейка с тех пор изменена",
  },
  next: "следующий",
  done: (done, all) => `${n(done)} из ${n(all)} ${plural(all, "ru", "шага", "шагов", "шагов")}`,
  exercise: {
    notBegun: "не начато",
    begun: "начато",
    solved: "решено",
    demands: (met, all) =>
      `${n(met)} из ${n(all)} ${plural(all, "ru", "требования", "требований", "требований")}`,
    hints: (count) => `подсказок: ${count}`,
    solution: "решение показано",
  },
  nameless: (count) => `Ячеек без имени: ${count}. Их результаты не сохраняются.`,
  page: {
    title: "Ход занятия",
    about: "Surge Lab обновляет этот файл после каждого шага.",
    step: "Шаг",
    does: "Что делает",
    state: "Состояние",
    measured: "Измерено",
  },
  summary: {
    asExpected: (count) =>
      `${count} ${plural(count, "ru", "шаг завершился", "шага завершились", "шагов завершились")} как ожидалось`,
    notAsExpected: (count, names) => `не так, как ожидалось: ${count} (${names})`,
    skipped: (count, names) => `пропущено: ${count} (${names})`,
    notRun: (count) => `не выполнено: ${count}`,
  },
};
