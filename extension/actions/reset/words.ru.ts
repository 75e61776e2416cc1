import { numberWords } from "../number-words.ts";
import type { en } from "./words.en.ts";

const { many } = numberWords("ru");
const forgotten = (runs: number) =>
  runs === 0 ? "" : `; ${many(runs, "прогон забыт", "прогона забыты", "прогонов забыто")}`;

export const ru: typeof en = {
  about: "Обнуляет все счётчики и буфер, забывает прогоны и проверяет, что всё действительно по нулям.",
  values: { forgottenRuns: "Забытые прогоны." },
  done: (runs) => `Все счётчики на нуле, буфер пуст${forgotten(runs)}.`,
  doneBut: (strategies, runs) => `Все счётчики на нуле${forgotten(runs)}; буфер пуст, но не у ${strategies}.`,
  unforgotten: (strategy, reason) =>
    `Стратегия «${strategy}» не очистила свой буфер: ${reason}. Если остановлен сервер, верните его и выполните сброс ещё раз; иначе исправьте \`forget\` в стратегии, остановите стенд и запустите его снова.`,
  notZero: "После сброса не все счётчики на нуле.",
};
