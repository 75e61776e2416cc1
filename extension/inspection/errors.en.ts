export const en = {
  "app-refused": ({ request, status, body }: { request: string; status: number; body: string }) => ({
    what: `The app answered ${status} to ${request}: ${body}.`,
    remedy: "Look at the servers' log (Surge Lab: Show Logs) and run the step again.",
  }),
  "strategy-threw": ({ request, thrown }: { request: string; thrown: string }) => ({
    what: `${thrown}: thrown by the strategy at ${request}.`,
    remedy: "Correct that line and save: the app takes the file up at once.",
  }),
  "app-hangs": ({ request, seconds }: { request: string; seconds: number }) => ({
    what: `The app has not answered ${request} within ${seconds} s: something in it does not end, for example a loop in a strategy.`,
    remedy: "Correct it, then run the start step again: it starts the app anew.",
  }),
  "app-answer": ({ request, reason }: { request: string; reason: string }) => ({
    what: `The app's answer to ${request} is not what the lab expects: ${reason}.`,
    remedy: "Correct what the strategy returns there, then stop the stack and start it.",
  }),
  "app-answer-too-long": ({ request, megabytes }: { request: string; megabytes: number }) => ({
    what: `The app's answer to ${request} is longer than the ${megabytes} MB that the lab reads.`,
    remedy: "Correct what the strategy returns there, then stop the stack and start it.",
  }),
  "app-outdated": {
    what: "The app in the folder lab-stack is from an early version of Surge Lab, and this one cannot judge its hits.",
    remedy:
      "Run Surge Lab: Open Lab, choose the same folder and let it replace the lab's files: strategies that you have added stay. Then stop the stack and start it.",
  },
  /** `isAttached`: no start helps against a server that the lab has not started. */
  "app-does-not-answer": ({
    strategy,
    reason,
    isAttached,
  }: {
    strategy: string;
    reason: string;
    isAttached: boolean;
  }) => ({
    what: `The app does not say what “${strategy}” still has in its buffer: ${reason}.`,
    remedy: isAttached
      ? "If a server does not answer it, see that this server runs and has connections left; then run the step again."
      : "If it is only busy, run the step again; if that does not help, stop the stack and start it.",
  }),
  /** PostgreSQL answers, but not to what the lab must know: mostly, a cell has changed the lab's own tables. */
  "inspection-refused": ({ code, message }: { code: string; message: string }) => ({
    what: `PostgreSQL does not tell the lab what is stored (${code}): ${message}.`,
    remedy:
      "If a cell has changed the lab's tables, make them again as in lab-stack/init.sql, or stop the stack and start it (with Docker, remove its volume in between).",
  }),
  "redis-command-refused": ({ command }: { command: string }) => ({
    what: `${command} turns the connection to Redis into something that never ends its answer.`,
    remedy: "A cell cannot show that. Use redis-cli in a terminal for it.",
  }),
  "redis-command-too-slow": ({ command, seconds }: { command: string; seconds: number }) => ({
    what: `Redis did not answer “${command}” within ${seconds} s.`,
    remedy: "A blocking command such as BLPOP needs a timeout of its own: BLPOP queue 1.",
  }),
  "no-connection-left": {
    what: "PostgreSQL has no connection left for this cell: the app holds all that are not reserved for superusers.",
    remedy:
      "Run the cell again in a moment, or look at the connections with “inspect:”, which has a reserved one.",
  },
  "sql-too-slow": ({ seconds }: { seconds: number }) => ({
    what: `PostgreSQL did not finish the statement within ${seconds} s, so the lab closed its connection.`,
    remedy: "Split the work into shorter statements, or run it in psql.",
  }),
  "answer-too-large": ({ server, megabytes }: { server: string; megabytes: number }) => ({
    what: `The answer of ${server} is larger than the ${megabytes} MB that a cell reads.`,
    remedy: "Ask for less: a part of the value, or fewer rows.",
  }),
  "redis-quote-open": ({ line }: { line: number }) => ({
    what: `A quotation mark in line ${line} of the cell is never closed.`,
    remedy: 'Close it; a quotation mark inside is written as \\".',
  }),
  /** Attached to servers that others use, too. */
  "beyond-own-keys": ({ command }: { command: string }) => ({
    what: `“${command}” would reach beyond the lab's own keys, on a server that the lab has not started.`,
    remedy: "Use a command that names its keys, or redis-cli in a terminal.",
  }),
};
