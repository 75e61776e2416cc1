import { posix } from "node:path";
import { fileTrouble } from "../common/file-trouble.ts";
import { explain } from "../common/lab-error.ts";

export const en = {
  untrusted: {
    what: "This folder is open in Restricted Mode, so Surge Lab runs nothing: it would start servers and run the code of this folder.",
    remedy:
      "If you trust the folder, say so with “Workspaces: Manage Workspace Trust” and run the cell again.",
  },
  "not-a-lab-cell": ({ language }: { language: string }) => ({
    what: `A cell in the language “${language}” cannot run here.`,
    remedy: "Choose Surge Lab, SQL or Redis in the corner of the cell.",
  }),
  "cell-is-hidden": ({ firstLine }: { firstLine: string }) => ({
    what: `The cell that begins with “${firstLine}” would vanish in the text before it.`,
    remedy:
      "Look in the text above for an HTML comment or a list that is not closed, close it, and save again.",
  }),
  "cannot-copy": ({ folder, error }: { folder: string; error: unknown }) => ({
    what: `The lab cannot be copied into ${folder}: ${fileTrouble(error).en}.`,
    remedy: "Choose a folder of your own, for example a new one in your home folder.",
  }),
  "no-lab-in-front": {
    what: "No lab notebook is open in the active editor, so there is nothing to report on.",
    remedy: "Open a .lab.md file, run its cells, and try again.",
  },
  "no-exercise-in-front": {
    what: "The active editor shows no notebook of an exercise, so there is no exercise to begin anew.",
    remedy: "Open the exercise's notebook, whose “begin:” cell writes the starting point, and try again.",
  },
  "no-such-step": ({ step, path }: { step: string; path: string }) => ({
    what: `The notebook ${posix.basename(path)} has no step “${step}”.`,
    remedy: "Open the lab's first notebook with “Surge Lab: Open Lab” and try again.",
  }),
  "cannot-save-report": ({ file, error }: { file: string; error: unknown }) => ({
    what: `The report cannot be saved as ${file}: ${explain(error, "en")}.`,
    remedy: "Choose a folder that you may write to.",
  }),
};
