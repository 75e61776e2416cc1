import { fileTrouble } from "../common/file-trouble.ts";
import { explain } from "../common/lab-error.ts";
import type { ServiceName } from "./stack.ts";

const names: Readonly<Record<ServiceName, string>> = {
  postgres: "PostgreSQL",
  redis: "Redis",
  pgbouncer: "PgBouncer",
  rabbitmq: "RabbitMQ",
  kafka: "Kafka",
  app: "The app",
};

/** @param lines the last of its log, indented */
const lastLines = (lines: string) => (lines === "" ? "" : `\nIts last words:\n${lines}\n`);

/** @param lines what its health check said, indented */
const failedCheck = (lines: string) => (lines === "" ? "" : `\nIts health check said:\n${lines}\n`);

/** In the words of a server. PostgreSQL does not name the cause where it has recovered and can serve nobody. */
export const diskIsFull = /No space left on device|ENOSPC|could not write init file/i;

const remedies = {
  disk: "The disk is full. Free some space, then start again.",
  library:
    "A library that it needs is missing. Install the one that is named above, or PostgreSQL and Redis from your system's packages, then start again.",
  version:
    "Its programs or its data are of different PostgreSQL versions. Install one PostgreSQL, 14 or newer, then start again.",
  rights:
    "It may not write or read a file that it needs. Check the rights of the file named above, or set TMPDIR to a folder that you may write to, then start again.",
  ports:
    "Five free ports in turn were taken before it could use them. End the program that takes them, then start again.",
  program: "A program is not where it was found before. Start again, so that the lab looks for it anew.",
  other: "Correct what it complains about, then start again.",
} as const;

/** Why a server does not start; `app`: its log shows no known sign, and it is the app. */
export type StartTrouble = keyof typeof remedies | "app";

export const en = {
  "server-did-not-start": ({
    service,
    how,
    check,
    lines,
    trouble,
    folder,
  }: {
    service: ServiceName;
    how: string;
    check: string;
    lines: string;
    trouble: StartTrouble;
    folder: string;
  }) => ({
    what: `${names[service]} did not start (${how}).${failedCheck(check)}${lastLines(lines)}`,
    remedy:
      trouble === "app"
        ? `Correct what it complains about in ${folder}, then start again.`
        : remedies[trouble],
  }),
  "server-died": ({
    service,
    how,
    lines,
    diskIsFull,
  }: {
    service: ServiceName;
    how: string;
    lines: string;
    diskIsFull: boolean;
  }) => ({
    what: `${names[service]} has stopped (${how}).${lastLines(lines)}`,
    remedy: diskIsFull
      ? `Whatever else the lab had started was stopped too. ${remedies.disk}`
      : "Whatever else the lab had started was stopped too. Run the start step again.",
  }),
  "app-mistake": ({ place, message }: { place: string; message: string }) => ({
    what: `The app did not start. ${place}: ${message}.`,
    remedy: "Correct it, then start again.",
  }),
  "app-endless": ({ place }: { place: string }) => ({
    what: `The app did not start. ${place}: its one thread has been busy here for more than 5 s.`,
    remedy: "Correct what does not end there, then start again.",
  }),
  "no-temporary-folder": ({ folder, cause }: { folder: string; cause: unknown }) => ({
    what: `The servers need a temporary folder, and none can be made in ${folder}: ${fileTrouble(cause).en}.`,
    remedy:
      "Set the environment variable TMPDIR (on Windows TEMP) to a folder that you may write to, then start again.",
  }),
  "init-sql": ({ place, message }: { place: string; message: string }) => ({
    what: `PostgreSQL refused the lab's tables. ${place}: ${message}.`,
    remedy:
      "Correct init.sql, or take it from a fresh lab folder (command Surge Lab: Open Lab), then start again.",
  }),
  "compose-file": ({ file, reason }: { file: string; reason: string }) => ({
    what: `${file} cannot be used: ${reason}`,
    remedy: "Correct it, or take it from a fresh lab folder (command Surge Lab: Open Lab), then start again.",
  }),
  "stack-folder": ({ missing }: { missing: string }) => ({
    what: `The stack cannot start: ${missing} is missing.`,
    remedy:
      "Open the lab again (command Surge Lab: Open Lab): it puts the folder lab-stack beside the notebook.",
  }),
  "needs-node-app": ({ file, runtime }: { file: string; runtime: string }) => ({
    what: `This step takes the app's own code apart (${file}), and only the app on Node allows that; ${runtime} runs now.`,
    remedy: "Start the stack with `start: { app: node }`, then run the step again.",
  }),
  "cannot-freeze": {
    what: "On Windows a server process cannot be frozen.",
    remedy: "Run the lab with Docker, whose containers can be paused.",
  },
  "not-in-stack": ({ service }: { service: ServiceName }) => ({
    what: `${names[service]} is not part of this stack.`,
    remedy: `Start it together with the rest: \`start: { with: [${service}] }\`.`,
  }),
  "service-down": ({ service }: { service: ServiceName }) => ({
    what: `${names[service]} is down: it was killed and has not come back.`,
    remedy: "Wait if it is to come back by itself; else run a cell with `recover:`.",
  }),
  "stack-in-use": ({ pid }: { pid: number | undefined }) => ({
    what: "The stack of this lab folder is already running: another window has started it.",
    remedy: `Go on in that window; or stop the stack there (Surge Lab: Stop Stack), then run this step again.${
      pid === undefined ? "" : ` If that window is gone, end its servers in a terminal: \`kill ${pid}\`.`
    }`,
  }),
  "supervisor-died": ({ how, words }: { how: string; words: string }) => ({
    what: `The process that runs the servers has ended (${how}). ${words}`.trim(),
    remedy: "Everything it ran was stopped. Run the start step again.",
  }),
  "supervisor-hangs": {
    what: "The process that runs the servers has not answered for 8 s, so the lab has ended it with everything it ran.",
    remedy: "Run the start step again.",
  },
  "stack-gone": ({ cause }: { cause: unknown }) => ({
    what: `The servers of the stack do not answer${cause === undefined ? "." : `: ${explain(cause, "en")}`}`,
    remedy: diskIsFull.test(String(cause)) ? remedies.disk : "Run the start step again.",
  }),
};
