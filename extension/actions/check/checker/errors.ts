import { defineErrors } from "../../../common/lab-error.ts";

interface In {
  readonly file: string;
}

const en = {
  "check-mistake": ({ place, message }: { place: string; message: string }) => ({
    what: `${place}: ${message}`,
    remedy: "Mend that line, save the file, and run the cell again.",
  }),
  "check-imports": ({ file, specifier }: In & { specifier: string }) => ({
    what: `${file} imports ${specifier}; a check works with its history alone.`,
    remedy: "Leave the import out. What you take from history.ts are types: write `import type`.",
  }),
  "check-missing": ({ file }: In) => ({
    what: `${file} exports no function \`check\`.`,
    remedy: "Begin it with `export function check(history: History): string | undefined`.",
  }),
  "check-hangs": ({ file, seconds }: In & { seconds: number }) => ({
    what: `${file} is not loaded after ${seconds} s: something outside of \`check\` does not end.`,
    remedy: "Look at what stands outside of the function, and run the cell again.",
  }),
  "check-not-started": ({ seconds }: { seconds: number }) => ({
    what: `The process for your check did not start within ${seconds} s.`,
    remedy: "Close what keeps the computer busy, and run the cell again.",
  }),
  "check-ended": ({ file, ending }: In & { ending: string }) => ({
    what: `The process that loads ${file} ended (${ending}).`,
    remedy: "Look at what stands outside of the function `check`, and run the cell again.",
  }),
};

const ru: typeof en = {
  "check-mistake": ({ place, message }) => ({
    what: `${place}: ${message}`,
    remedy: "Исправьте эту строку, сохраните файл и запустите ячейку снова.",
  }),
  "check-imports": ({ file, specifier }) => ({
    what: `${file} импортирует ${specifier}, а проверке нужна только её история.`,
    remedy: "Уберите импорт. Из history.ts берутся только типы: пишите `import type`.",
  }),
  "check-missing": ({ file }) => ({
    what: `${file} не экспортирует функцию \`check\`.`,
    remedy: "Начните её так: `export function check(history: History): string | undefined`.",
  }),
  "check-hangs": ({ file, seconds }) => ({
    what: `${file} не загрузился за ${seconds}\u00a0с: что-то вне функции \`check\` не заканчивается.`,
    remedy: "Посмотрите, что стоит вне функции, и запустите ячейку снова.",
  }),
  "check-not-started": ({ seconds }) => ({
    what: `Процесс для вашей проверки не запустился за ${seconds}\u00a0с.`,
    remedy: "Закройте то, что занимает компьютер, и запустите ячейку снова.",
  }),
  "check-ended": ({ file, ending }) => ({
    what: `Процесс, загружающий ${file}, завершился (${ending}).`,
    remedy: "Посмотрите, что стоит вне функции `check`, и запустите ячейку снова.",
  }),
};

export const checkerError = defineErrors({ en, ru });
