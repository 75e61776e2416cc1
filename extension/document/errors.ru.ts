import type * as english from "./errors.en.ts";

export const ru: typeof english.en = {
  "unclosed-fence": ({ line, run, next }) => ({
    what:
      next === undefined
        ? `Строка ${line}: ячейка, которая начинается здесь, не закрыта.`
        : `Строка ${line}: ячейка, которая начинается здесь, ещё не закрыта, а на строке ${next} уже начинается следующая.`,
    remedy: `Добавьте после последней строки ячейки отдельную строку ${run}.`,
  }),
  "invalid-step": ({ line, step }) => ({
    what: `Строка ${line}: «${step}» не годится как имя шага.`,
    remedy: "Используйте только буквы, цифры, «-» и «_», например naive-load.",
  }),
  "duplicate-step": ({ line, step, first }) => ({
    what: `Строка ${line}: шаг «${step}» уже есть на строке ${first}.`,
    remedy: "Переименуйте один из этих двух шагов.",
  }),
  "nested-too-deep": ({ line }) => ({
    what: `Строка ${line}: здесь слишком глубокая вложенность списков или цитат.`,
    remedy: "Уберите часть знаков списка или цитаты в начале строки.",
  }),
  "not-utf-8": ({ line }) => ({
    what: `Строка ${line} — не текст в кодировке UTF-8.`,
    remedy: "Сохраните файл в кодировке UTF-8 в том редакторе, где он создан, и откройте снова.",
  }),
};

export const placed: typeof english.placed = {
  inFile: (line, cellLine) => `Строка ${line} (строка ${cellLine} ячейки): `,
  inCell: (cellLine) => `Строка ${cellLine} ячейки: `,
};
