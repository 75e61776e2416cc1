import { fileTrouble } from "../../common/file-trouble.ts";

interface Unknown {
  readonly name: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}

export const en = {
  "unknown-strategy": ({ name, known, nearest }: Unknown) => ({
    what: `The app has no strategy “${name}”.`,
    remedy: `${nearest ? `Did you mean “${nearest}”? ` : ""}There are: ${known.join(", ")}.`,
  }),
  "no-yours": {
    what: "There is no strategy “yours” yet: it is the file that you write in an exercise.",
    remedy: "Run the cell `begin: …` of the exercise first; it writes the starting point into that file.",
  },
  "no-own-app": {
    what: "“own” is an app of your own, and none is running.",
    remedy: "Run the `start` cell that describes it. Where there is none, “Surge Lab: New App…” makes both.",
  },
  "nothing-to-process": ({ strategy }: { strategy: string }) => ({
    what: `The strategy “${strategy}” has nothing to process: it writes into PostgreSQL by itself.`,
    remedy: "Process a strategy whose buffer waits for it, such as “buffered” or “batched”.",
  }),
  "trace-by-name": ({ strategy }: { strategy: string }) => ({
    what: `The strategy “${strategy}” stores the id of each hit, so the ledger already knows by name which are lost.`,
    remedy: "Leave out `trace`, or trace a strategy that keeps a counter, such as “pooled” or “buffered”.",
  }),
  "strategy-does-not-load": ({ place, message }: { place: string; message: string }) => ({
    what: `This strategy cannot run. ${place}: ${message}.`,
    remedy: "Correct and save it: the app takes the file up at once. All other strategies run.",
  }),
  "app-runs-other-text": ({ file }: { file: string }) => ({
    what: `The app does not run ${file} as it is saved.`,
    remedy: "Run the cell again; if that does not help, stop the stack and start it.",
  }),
  "text-changed-meanwhile": ({ file }: { file: string }) => ({
    what: `${file} was saved while the cell ran, so its hits met two different texts, and no verdict holds for either.`,
    remedy: "Run the cell again.",
  }),
  "app-busy": ({ where }: { where: string }) => ({
    what: `The app has not answered for 5 s: its one thread is busy in ${where}. It was started anew.`,
    remedy: "Correct what does not end there, save it, and run the cell again.",
  }),
  "app-stopped": {
    what: "The app answers nobody: something has stopped its process where it stands, for example SIGSTOP, a debugger or `docker pause`.",
    remedy: "Run the start step again: it starts the app anew.",
  },
  "strategy-unreadable": ({ file, cause }: { file: string; cause: unknown }) => ({
    what: `${file} cannot be read: ${fileTrouble(cause).en}.`,
    remedy: "Put the file back, or open the lab anew with Surge Lab: Open Lab.",
  }),
};
