import { fileTrouble } from "../../common/file-trouble.ts";
import { defineErrors } from "../../common/lab-error.ts";

interface Missing {
  readonly file: string;
  readonly exercise: string;
}
interface Unusable {
  readonly file: string;
  readonly cause: unknown;
}

const en = {
  "not-begun": ({ file, exercise }: Missing) => ({
    what: `There is no ${file} yet.`,
    remedy: `Run \`begin: ${exercise}\`: it writes the starting point there. Or name another strategy with \`strategy:\`.`,
  }),
  "no-strategy": ({ exercise, file }: Missing) => ({
    what: `${exercise} checks ${file}, and no strategy.`,
    remedy: "Leave `strategy:` out.",
  }),
  "file-unusable": ({ file, cause }: Unusable) => ({
    what: `${file} cannot be read or written: ${fileTrouble(cause).en}.`,
    remedy:
      "Look at the permissions of the lab folder, or open the lab in another one with Surge Lab: Open Lab.",
  }),
  "not-for-app": ({ exercise, app }: { exercise: string; app: string }) => ({
    what: `${exercise} has no starting point for the app \`${app}\`.`,
    remedy: "Start the stack with `app: node` for it.",
  }),
};

const ru: typeof en = {
  "not-begun": ({ file, exercise }) => ({
    what: `Файла ${file} ещё нет.`,
    remedy: `Выполните \`begin: ${exercise}\` — он запишет туда начальный вариант — или назовите другую стратегию параметром \`strategy:\`.`,
  }),
  "no-strategy": ({ exercise, file }) => ({
    what: `${exercise} проверяет ${file}, а не стратегию.`,
    remedy: "Уберите `strategy:`.",
  }),
  "file-unusable": ({ file, cause }) => ({
    what: `Не удалось прочитать или записать ${file}: ${fileTrouble(cause).ru}.`,
    remedy:
      "Проверьте права на папку занятия или откройте занятие в другой папке командой Surge Lab: Открыть занятие.",
  }),
  "not-for-app": ({ exercise, app }) => ({
    what: `Для приложения \`${app}\` у ${exercise} нет начального варианта.`,
    remedy: "Запустите для него стенд с `app: node`.",
  }),
};

export const exerciseError = defineErrors({ en, ru });
