import { LabError } from "../common/lab-error.ts";
import type { Localized } from "../common/language.ts";

/** A lab file, or a cell of it, that cannot be read. `what` begins with the line. */
export class DocumentError extends LabError {
  /** Line of the file, counting from 1; 0 when the cell is not in a file. */
  readonly line: number;

  constructor(code: string, line: number, what: Localized, remedy: Localized, options?: ErrorOptions) {
    super(code, what, remedy, options);
    this.line = line;
  }
}

function atLine(code: string, line: number, what: Localized, remedy: Localized): DocumentError {
  const placed = { en: `Line ${line}: ${what.en}`, ru: `Строка ${line}: ${what.ru}` };
  return new DocumentError(code, line, placed, remedy);
}

/** `next` is the line on which another cell begins before this one was closed. */
export const unclosedFence = (line: number, run: string, next: number | undefined) =>
  atLine(
    "unclosed-fence",
    line,
    next === undefined
      ? { en: "the cell that begins here never ends.", ru: "ячейка, которая начинается здесь, не закрыта." }
      : {
          en: `the cell that begins here is still open where the next one begins, on line ${next}.`,
          ru: `ячейка, которая начинается здесь, ещё не закрыта, а на строке ${next} уже начинается следующая.`,
        },
    {
      en: `Put a line with ${run} and nothing else after the last line of the cell.`,
      ru: `Добавьте после последней строки ячейки отдельную строку ${run}.`,
    },
  );

export const invalidStep = (line: number, step: string) =>
  atLine(
    "invalid-step",
    line,
    { en: `“${step}” cannot name a step.`, ru: `«${step}» не годится как имя шага.` },
    {
      en: "Use letters, digits, “-” and “_” only, for example naive-load.",
      ru: "Используйте только буквы, цифры, «-» и «_», например naive-load.",
    },
  );

export const duplicateStep = (line: number, step: string, first: number) =>
  atLine(
    "duplicate-step",
    line,
    {
      en: `the step “${step}” is already on line ${first}.`,
      ru: `шаг «${step}» уже есть на строке ${first}.`,
    },
    { en: "Give one of the two another name.", ru: "Переименуйте один из этих двух шагов." },
  );

export const notUtf8 = (line: number, cause: unknown) =>
  new DocumentError(
    "not-utf-8",
    line,
    {
      en: `Line ${line} is not UTF-8 text.`,
      ru: `Строка ${line} — не текст в кодировке UTF-8.`,
    },
    {
      en: "Save the file as UTF-8 in the editor that made it, then open it again.",
      ru: "Сохраните файл в кодировке UTF-8 в том редакторе, где он создан, и откройте снова.",
    },
    { cause },
  );
