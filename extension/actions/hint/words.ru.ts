import type { en } from "./words.en.ts";

export const ru: typeof en = {
  about:
    "Показывает следующую подсказку к упражнению. Их три, каждая яснее предыдущей. Обращение записывается в `.surge-lab/asked.json`.",
  values: { number: "Номер подсказки." },
  title: (number, of) => `Подсказка ${number} из ${of}`,
  next: "Запустите ячейку ещё раз — следующая подсказка яснее.",
  last: "Яснее подсказки нет; `solution:` покажет эталонное решение.",
};
