import { fileTrouble } from "../common/file-trouble.ts";
import { en as words } from "./words.en.ts";

const unreadable = (file: string, error: unknown) => `${file} cannot be read: ${fileTrouble(error).en}.`;

export const en = {
  "notebook-unreadable": ({ file, error }: { file: string; error: unknown }) => ({
    what: unreadable(file, error),
    remedy: "Give the path of a .lab.md file, or none for the lab's own notebook.",
  }),
  "no-cells": ({ file }: { file: string }) => ({
    what: `${file} has no cell to run.`,
    remedy:
      "A cell is a fenced block that begins with ```yaml lab, ```sql lab or ```redis lab and the name of its step.",
  }),
  "step-not-found": ({
    missing,
    meant,
    steps,
  }: {
    missing: string;
    meant: string | undefined;
    steps: string;
  }) => ({
    what: `The notebook has no step ${missing}.${words.didYouMean(meant)}`,
    remedy: `Steps: ${steps}.`,
  }),
  "report-unwritable": ({ file, error }: { file: string; error: unknown }) => ({
    what: `The results cannot be written to ${file}: ${fileTrouble(error).en}.`,
    remedy: "Choose a file in a folder that exists and can be written to.",
  }),
  "report-unreadable": ({ file, error }: { file: string; error: unknown }) => ({
    what: unreadable(file, error),
    remedy: "Give the path of a report that was written with --report or --json, or exported in VS Code.",
  }),
  "report-too-large": ({ file }: { file: string }) => ({
    what: `${file} is too large for a report.`,
    remedy: "Ask for the report as it was exported.",
  }),
  "grade-folder-unreadable": ({ folder, error }: { folder: string; error: unknown }) => ({
    what: unreadable(folder, error),
    remedy: "Give the folder in which the reports are.",
  }),
  "nothing-to-grade": ({ folder }: { folder: string }) => ({
    what: `There is no report (*.html, *.json) in ${folder}.`,
    remedy:
      "Give the folder in which the reports are; those of each student may be in a folder of their own.",
  }),
  "grade-no-stack": ({ said }: { said: string }) => ({
    what: `The lab's own stack does not start here, so no code can be checked: ${said}`,
    remedy: "Run npm run lab first: it says what is missing.",
  }),
  "fence-not-here": {
    what: "The fence that keeps students' code from your files and your network needs Linux.",
    remedy: "Grade on Linux: in WSL, or in a virtual machine. Or read the code, and grade with --unfenced.",
  },
  "fence-unavailable": ({ said }: { said: string }) => ({
    what: `The fence around students' code cannot be made here: ${said}`,
    remedy:
      "It needs util-linux, iproute2 and user namespaces, which some systems allow only to root: try it with sudo. Or read the code, and grade with --unfenced.",
  }),
  "superuser-not-allowed": ({ steps }: { steps: string }) => ({
    what: `These SQL cells want to run as the superuser of PostgreSQL, who can also run programs and read files as you: ${steps}.`,
    remedy: "Read them. If you trust the notebook, run it with --superuser.",
  }),
  /** @param say chooses the mistake among the words of each language */
  usage: ({ say }: { say: (mistakes: typeof words.usage) => string }) => ({
    what: say(words.usage),
    remedy: "See npm run lab -- --help.",
  }),
};
