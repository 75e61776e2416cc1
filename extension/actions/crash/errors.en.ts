export const en = {
  "stepper-ended": ({ strategy, how }: { strategy: string; how: string }) => ({
    what: `The worker of “${strategy}” has ended by itself (${how}).`,
    remedy: "Read the strategy's file for a mistake, then run the step again.",
  }),
  "stepper-stuck": ({ strategy, seconds }: { strategy: string; seconds: number }) => ({
    what: `The worker of “${strategy}” has not come to its next place within ${seconds} seconds.`,
    remedy:
      "See whether its `process` waits for something that never comes, and with an `inspect` cell whether the servers answer; then run the step again.",
  }),
  "nothing-to-crash": ({ strategy }: { strategy: string }) => ({
    what: `The worker of “${strategy}” came to no failpoint: there is no place to stand still at.`,
    remedy: "Write `await failpoint(…)` into its `process`, as the other strategies do.",
  }),
  "batch-failed": ({ strategy, code, message }: { strategy: string; code: string; message: string }) => ({
    what: `The worker of “${strategy}” failed even without a crash (${code}): ${message}.`,
    remedy: "Read the strategy's file for a mistake, then run the step again.",
  }),
  "failpoint-not-reached": ({ strategy, place }: { strategy: string; place: string }) => ({
    what: `The worker of “${strategy}” was at ${place} a moment ago and does not come there any more.`,
    remedy: "See that nothing else processes the strategy meanwhile, then run the step again.",
  }),
  "hits-refused": ({ strategy, refused, code }: { strategy: string; refused: number; code: string }) => ({
    what: `${refused} hits of “${strategy}” were not accepted (${code}), so there is no batch to look at.`,
    remedy: "Look with an `inspect` cell at what the servers say, then run the step again.",
  }),
  "hits-late": ({ strategy }: { strategy: string }) => ({
    what: `“${strategy}” acknowledges hits before it writes them: its count still changes long after the last answer, so there is no batch to look at.`,
    remedy: "Let its `hit` wait (`await`) for what it writes, then run the step again.",
  }),
  "workers-in-the-way": ({ strategy }: { strategy: string }) => ({
    what: `Workers that another cell has started empty the buffer of “${strategy}”.`,
    remedy: `End them first: a cell with \`worker: { strategy: ${strategy}, count: 0 }\`.`,
  }),
  "buffer-not-empty": ({ strategy, pending }: { strategy: string; pending: number }) => ({
    what: `The buffer of “${strategy}” holds ${pending} hits of before, and they cannot be moved into PostgreSQL.`,
    remedy: "Run a `reset` cell first, then this one again.",
  }),
  "move-not-possible": ({ move, number }: { move: string; number: number }) => ({
    what: `Move ${number}, \`${move}\`, is not possible: the worker is through with its batch by then.`,
    remedy: "Leave it out. Without `moves` the cell shows which places there are.",
  }),
};
