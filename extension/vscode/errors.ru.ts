import { posix } from "node:path";
import { fileTrouble } from "../common/file-trouble.ts";
import { explain } from "../common/lab-error.ts";
import type { en } from "./errors.en.ts";

export const ru: typeof en = {
  untrusted: {
    what: "Эта папка открыта в ограниченном режиме, поэтому Surge Lab ничего не выполняет: занятие запускает серверы и код из этой папки.",
    remedy:
      "Если вы доверяете папке, подтвердите это командой «Workspaces: Manage Workspace Trust» и выполните ячейку снова.",
  },
  "not-a-lab-cell": ({ language }) => ({
    what: `Ячейку на языке «${language}» здесь выполнить нельзя.`,
    remedy: "Выберите в углу ячейки Surge Lab, SQL или Redis.",
  }),
  "cell-is-hidden": ({ firstLine }) => ({
    what: `Ячейка, которая начинается с «${firstLine}», потеряется в тексте перед ней.`,
    remedy: "Найдите в тексте выше незакрытый комментарий HTML или список, закройте его и сохраните снова.",
  }),
  "cannot-copy": ({ folder, error }) => ({
    what: `Не получается скопировать занятие в ${folder}: ${fileTrouble(error).ru}.`,
    remedy: "Выберите папку, в которую вы можете писать, например новую в домашней папке.",
  }),
  "no-lab-in-front": {
    what: "В активном редакторе нет занятия, по которому можно составить отчёт.",
    remedy: "Откройте файл .lab.md, выполните ячейки и повторите.",
  },
  "no-exercise-in-front": {
    what: "В активном редакторе нет блокнота с упражнением, поэтому начинать заново нечего.",
    remedy:
      "Откройте блокнот упражнения с ячейкой «begin:», которая записывает начальный вариант, и повторите.",
  },
  "no-such-step": ({ step, path }) => ({
    what: `В занятии ${posix.basename(path)} нет шага «${step}».`,
    remedy: "Откройте первое занятие командой «Surge Lab: Открыть занятие» и повторите.",
  }),
  "cannot-save-report": ({ file, error }) => ({
    what: `Не получается сохранить отчёт в ${file}: ${explain(error, "ru")}.`,
    remedy: "Выберите папку, в которую вы можете писать.",
  }),
};
