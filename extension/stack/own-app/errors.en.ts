import { fileTrouble } from "../../common/file-trouble.ts";

export type CommandTrouble = "shell" | "variable" | "quote" | "assignment" | "empty";

/** @param lines the last of its log */
const lastLines = (lines: readonly string[]) =>
  lines.length === 0
    ? " It printed nothing."
    : `\nIts last lines:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;

const commandTroubles: Readonly<Record<CommandTrouble, (sign: string) => string>> = {
  shell: (sign) => `“${sign}” means something only to a shell, and the lab starts the program without one`,
  variable: (sign) => `there is no variable ${sign}`,
  quote: (sign) => `a quotation mark “${sign}” is never closed`,
  assignment: (sign) => `it begins with “${sign}”, and only a shell sets a variable so`,
  empty: () => "it is empty",
};

export const en = {
  "own-command": ({
    command,
    trouble,
    sign,
  }: {
    command: string;
    trouble: CommandTrouble;
    sign: string;
  }) => ({
    what: `The command \`${command}\` cannot be run: ${commandTroubles[trouble](sign)}.`,
    remedy:
      "Write one program with its arguments; $PORT, $DATABASE_URL, $REDIS_URL and your own variables are filled in. Put anything longer into a script and name that.",
  }),
  "own-folder": ({ folder, cause }: { folder: string; cause: unknown }) => ({
    what: `The folder of your app, ${folder}, cannot be used: ${fileTrouble(cause).en}.`,
    remedy: "Correct `folder:`. It is relative to the lab folder.",
  }),
  "own-folder-outside": ({ folder, lab }: { folder: string; lab: string }) => ({
    what: `The folder of your app, ${folder}, is outside the lab folder ${lab}.`,
    remedy: "Move the app into the lab folder: the lab runs nothing from elsewhere.",
  }),
  "own-no-lab": {
    what: "This notebook has no folder lab-stack beside it, so it is no lab of yours, and no command of it is run.",
    remedy: "Make a lab folder with Surge Lab: Open Lab, and put notebook and app into it.",
  },
  "own-exists": ({ folder }: { folder: string }) => ({
    what: `There is something at ${folder} already, and the lab overwrites nothing of yours.`,
    remedy: "Choose another name for the new app.",
  }),
  "own-changed": ({ files }: { files: readonly string[] }) => ({
    what: `Your app does not run its files as they are now: since it started, ${files.join(", ")} ${files.length === 1 ? "has" : "have"} changed.`,
    remedy:
      "Run the step with `start:` again: it starts the app anew. Where the command takes saved files up by itself, add `reloads: true` to the contract.",
  }),
  "own-program": ({ program }: { program: string }) => ({
    what: `There is no program “${program}” here that could start your app.`,
    remedy: "Install it, or write its path into `command:`.",
  }),
  "own-ended": ({ how, lines }: { how: string; lines: readonly string[] }) => ({
    what: `Your app ended before it listened (${how}).${lastLines(lines)}`,
    remedy: "Correct it, then run the step again.",
  }),
  "own-silent": ({ port, seconds, lines }: { port: number; seconds: number; lines: readonly string[] }) => ({
    what: `Nothing listens on 127.0.0.1:${port} ${seconds} s after the start of your app.${lastLines(lines)}`,
    remedy:
      "The app must listen on the port in the variable PORT: write $PORT into `command:`, or read it in the app.",
  }),
  "own-elsewhere": ({ port, addresses }: { port: number; addresses: readonly string[] }) => ({
    what: `Your app listens on ${addresses.join(", ")}; the lab told it PORT=${port} and expects it on 127.0.0.1:${port}.`,
    remedy: "Write $PORT into `command:`, or read the variable PORT in the app.",
  }),
  "own-away": ({ url, seconds }: { url: string; seconds: number }) => ({
    what: `Nothing has listened on ${url} for ${seconds} s.`,
    remedy: "Start the app there, or give its folder and command, so that the lab starts it.",
  }),
  "own-not-started": ({ service }: { service: string }) => ({
    what: `The lab has not started this app, so it cannot end, stop or restart it (${service}).`,
    remedy: "Give `folder:` and `command:` instead of `url:`.",
  }),
  "own-composition": ({ key }: { key: string }) => ({
    what: `\`${key}\` is a setting of the lab's own apps; yours would not learn of it.`,
    remedy: `Leave \`${key}\` out, and set it in your app.`,
  }),
  "own-engine": {
    what: "An app of your own needs a database of its own, which the lab does not make on servers that it has not started.",
    remedy: "Start with Docker or with the embedded engine.",
  },
  "own-action": ({ action }: { action: string }) => ({
    what: `\`${action}\` looks into the code of the lab's own apps, and an app of your own is known to the lab by its contract only.`,
    remedy:
      "Start the stack with `start: { app: node }` for this step; `load`, `process`, `inspect`, `compare` and `sweep` work with yours.",
  }),
  "own-not-measured": ({ what }: { what: string }) => ({
    what: `\`${what}\` needs an app that writes down what each hit asks of the servers, and your own does not.`,
    remedy: `Leave \`${what}\` out, or start the stack with \`start: { app: node }\`.`,
  }),
  "own-not-traced": {
    what: "This app cannot be traced: the servers can say who undid what only of a counter that they keep themselves.",
    remedy:
      "Leave `trace` out, or let `stored` be a query of one column of one table in PostgreSQL and `pending`, where there is one, `{ redis: GET … }`.",
  },
  "own-figure": ({ figure, source, reason }: { figure: string; source: string; reason: string }) => ({
    what: `\`${figure}\` cannot be read (${source}): ${reason}.`,
    remedy: "Correct the contract of your app under `start:`, or what it names, then run the steps again.",
  }),
  "own-no-reset": {
    what: "The contract does not say how to empty the counter of your app.",
    remedy:
      "Add, for example, `reset: { sql: UPDATE counter SET value = 0 }` to it. A load needs none: it counts what is added.",
  },
  "own-method": ({ request, allowed }: { request: string; allowed: string }) => ({
    what: `Your app answers 405 to ${request}${allowed === "" ? "" : `: there it takes ${allowed}`}.`,
    remedy: "Correct the method in the contract, or in the app.",
  }),
  "own-redirect": ({ request, status, location }: { request: string; status: number; location: string }) => ({
    what: `Your app answers ${status} to ${request} and sends the client to ${location}; the lab does not follow.`,
    remedy:
      "Write into the contract the path that answers by itself (often it is only the slash at the end).",
  }),
  "own-not-found": ({ request }: { request: string }) => ({
    what: `Your app answers 404 to ${request}: it has no such path.`,
    remedy: "Correct the path in the contract, or add it to the app.",
  }),
  "own-page": ({ request, status, page }: { request: string; status: number; page: string }) => ({
    what: `Your app answers ${request} with status ${status} and an HTML page: ${page}.`,
    remedy: "Such a page mostly comes from the framework: look at the app's log with `inspect:`.",
  }),
  "own-tables-held": ({ reason }: { reason: string }) => ({
    what: `The lab could not hold back what your app writes to PostgreSQL: ${reason}.`,
    remedy:
      "A transaction of the app may stay open. End each one as soon as its work is done, then start the app anew.",
  }),
  "own-late": ({ request, seconds }: { request: string; seconds: number }) => ({
    what: `Your app has not answered ${request} within ${seconds} s.`,
    remedy:
      "Something in it does not end, or waits for a server that does not answer. Correct it, then start again.",
  }),
  "own-refused": ({ request, status, body }: { request: string; status: number; body: string }) => ({
    what: `Your app answers ${status} to ${request}: ${body}.`,
    remedy: "Look at the app's log with `inspect:`, or with Surge Lab: Show Logs.",
  }),
};
