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
  "nothing-to-process": ({ strategy }: { strategy: string }) => ({
    what: `The strategy “${strategy}” has nothing to process: it writes into PostgreSQL by itself.`,
    remedy: "Process a strategy whose buffer waits for it, such as “buffered” or “batched”.",
  }),
  "trace-by-name": ({ strategy }: { strategy: string }) => ({
    what: `The strategy “${strategy}” stores the id of each hit, so the ledger already knows by name which are lost.`,
    remedy: "Leave out `trace`, or trace a strategy that keeps a counter, such as “pooled” or “buffered”.",
  }),
  "strategy-unreadable": ({ file, cause }: { file: string; cause: unknown }) => ({
    what: `${file} cannot be read: ${fileTrouble(cause).en}.`,
    remedy: "Put the file back, or open the lab anew with Surge Lab: Open Lab.",
  }),
};
