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
  "not-begun": ({ file, exercise, isOfStrategy }: Missing & { readonly isOfStrategy: boolean }) => ({
    what: `There is no ${file} yet.`,
    remedy: `Run \`begin: ${exercise}\`: it writes the starting point there.${isOfStrategy ? " Or name another strategy with `strategy:`." : ""}`,
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
  "needs-our-app": ({ exercise }: { exercise: string }) => ({
    what: `The check of ${exercise} records what the lab's own strategies do, and the stack runs an app of your own.`,
    remedy: "Start the stack with `start: { app: node }` for it.",
  }),
  "not-for-command": ({ exercise, command }: { exercise: string; command: string }) => ({
    what: `For an app that starts with \`${command}\` ${exercise} has no starting point: it has one for \`node\` and one for \`uvicorn\`.`,
    remedy: `Write it in your language; \`check: ${exercise}\` tells what your contract still needs. Or make an app for Node or FastAPI with Surge Lab: New App….`,
  }),
  "not-for-app": ({ exercise, app }: { exercise: string; app: string }) => ({
    what: `${exercise} has no starting point for the app \`${app}\`.`,
    remedy: "Start the stack with `app: node` for it.",
  }),
};

const ru: typeof en = {
  "not-begun": ({ file, exercise, isOfStrategy }) => ({
    what: `Файла ${file} ещё нет.`,
    remedy: isOfStrategy
      ? `Выполните \`begin: ${exercise}\` — он запишет туда начальный вариант — или назовите другую стратегию параметром \`strategy:\`.`
      : `Выполните \`begin: ${exercise}\`: он запишет туда начальный вариант.`,
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
  "needs-our-app": ({ exercise }) => ({
    what: `Проверка ${exercise} записывает, что делают стратегии самого занятия, а на стенде работает ваше приложение.`,
    remedy: "Запустите для неё стенд с `start: { app: node }`.",
  }),
  "not-for-command": ({ exercise, command }) => ({
    what: `Для приложения с командой \`${command}\` у ${exercise} нет начального варианта: он есть для \`node\` и для \`uvicorn\`.`,
    remedy: `Напишите его на своём языке; чего не хватает контракту, скажет \`check: ${exercise}\`. Или создайте приложение на Node или FastAPI командой Surge Lab: Новое приложение….`,
  }),
  "not-for-app": ({ exercise, app }) => ({
    what: `Для приложения \`${app}\` у ${exercise} нет начального варианта.`,
    remedy: "Запустите для него стенд с `app: node`.",
  }),
};

export const exerciseError = defineErrors({ en, ru });
