import { posix } from "node:path";
import { explain, LabError } from "../common/lab-error.ts";

export const untrusted = () =>
  new LabError(
    "untrusted",
    {
      en: "This folder is open in Restricted Mode, so nothing of the lab runs: it would start servers and run the code of this folder.",
      ru: "Эта папка открыта в ограниченном режиме, поэтому ничего не выполняется: занятие запускает серверы и код из этой папки.",
    },
    {
      en: "If you trust the folder, say so with “Workspaces: Manage Workspace Trust” and run the cell again.",
      ru: "Если вы доверяете папке, подтвердите это командой «Workspaces: Manage Workspace Trust» и выполните ячейку снова.",
    },
  );

export const notALabCell = (language: string) =>
  new LabError(
    "not-a-lab-cell",
    {
      en: `A cell in the language “${language}” cannot run here.`,
      ru: `Ячейку на языке «${language}» здесь выполнить нельзя.`,
    },
    {
      en: "Choose Surge Lab, SQL or Redis in the corner of the cell.",
      ru: "Выберите в углу ячейки Surge Lab, SQL или Redis.",
    },
  );

/** @param code of the cell that could not be found in what would be saved. */
export const cellIsHidden = (code: string) => {
  const [firstLine = ""] = code.split("\n", 1);
  return new LabError(
    "cell-is-hidden",
    {
      en: `The cell that begins with “${firstLine}” would vanish in the text before it.`,
      ru: `Ячейка, которая начинается с «${firstLine}», потеряется в тексте перед ней.`,
    },
    {
      en: "Look for an HTML comment or a list in the text above that is not closed, close it, and save again.",
      ru: "Найдите в тексте выше незакрытый комментарий HTML или список, закройте его и сохраните снова.",
    },
  );
};

export const cannotCopy = (folder: string, cause: unknown) =>
  new LabError(
    "cannot-copy",
    {
      en: `The lab cannot be put into ${folder}: ${explain(cause, "en")}.`,
      ru: `Не получается скопировать занятие в ${folder}: ${explain(cause, "ru")}.`,
    },
    {
      en: "Choose a folder of your own, for example a new one in your home folder.",
      ru: "Выберите папку, в которую вы можете писать, например новую в домашней папке.",
    },
    { cause },
  );

export const noLabInFront = () =>
  new LabError(
    "no-lab-in-front",
    {
      en: "There is no lab notebook in front to make a report of.",
      ru: "Нет открытого занятия, по которому можно составить отчёт.",
    },
    {
      en: "Open a .lab.md file, run its cells, and try again.",
      ru: "Откройте файл .lab.md, выполните ячейки и повторите.",
    },
  );

export const noSuchStep = (step: string, path: string) =>
  new LabError(
    "no-such-step",
    {
      en: `The notebook ${posix.basename(path)} has no step “${step}”.`,
      ru: `В блокноте ${posix.basename(path)} нет шага «${step}».`,
    },
    {
      en: "Open the lab's first notebook with “Surge Lab: Open Lab” and try again.",
      ru: "Откройте первый блокнот занятия командой «Surge Lab: Открыть занятие» и повторите.",
    },
  );

export const cannotSaveReport = (file: string, cause: unknown) =>
  new LabError(
    "cannot-save-report",
    {
      en: `The report cannot be saved as ${file}: ${explain(cause, "en")}.`,
      ru: `Не получается сохранить отчёт в ${file}: ${explain(cause, "ru")}.`,
    },
    {
      en: "Choose a folder that you may write to.",
      ru: "Выберите папку, в которую вы можете писать.",
    },
    { cause },
  );
