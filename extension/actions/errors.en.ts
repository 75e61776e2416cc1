import { explain } from "../common/lab-error.ts";

/** A setting of a start, and what runs instead, where that is known. */
interface NotTaken {
  readonly setting: "maxConnections" | "pool" | "processes";
  readonly wanted: number;
  readonly got: number | undefined;
}

export const en = {
  "stack-not-started": {
    what: "The stack is not running.",
    remedy:
      "Run the step that starts it first (the cell with `start:`), or the command Surge Lab: Start Stack.",
  },
  "stack-died": ({ cause }: { cause: unknown }) => ({
    what: `The stack is gone: ${explain(cause, "en")}`,
    remedy: "Run the start step again.",
  }),
  "too-many-processes": ({ processes, most }: { processes: number; most: number }) => ({
    what: `The app had ${processes} processes at once, and ${most} are the most that the lab lets it have. All of them were ended, and the app was started anew.`,
    remedy:
      "Something in the code of this step starts programs without waiting for their end. Correct and save it, then run the step again.",
  }),
  "count-still-changes": ({ strategy, seconds }: { strategy: string; seconds: number }) => ({
    what: `The count of “${strategy}” has been changing for ${seconds} s although this step has sent no hit yet.`,
    remedy:
      "Hits of an earlier run are written late, or something else sends hits. Run the step again once `inspect` shows the same count twice.",
  }),
  "setting-not-taken": ({ setting, wanted, got }: NotTaken) => ({
    what: `The start asked for \`${setting}: ${wanted}\`, but ${got === undefined ? "the app does not say that it has taken it over" : `what runs has ${got}`}.`,
    remedy:
      "compose.yaml or the app in the folder lab-stack no longer reads this setting. Take them from a fresh lab folder (command Surge Lab: Open Lab), then start again.",
  }),
  "reset-did-not-hold": ({ strategies }: { strategies: readonly string[] }) => ({
    what: `After the reset these strategies still count hits: ${strategies.join(", ")}.`,
    remedy: "Something still sends hits to the app. Stop it, then reset again.",
  }),
};
