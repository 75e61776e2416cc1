import type { LabError } from "../common/lab-error.ts";
import { type AppFolder, appMistakeIn, isComplaint } from "./app-mistakes.ts";
import { diskIsFull, type StartTrouble } from "./errors.en.ts";
import { stackError } from "./errors.ts";
import type { ServiceName } from "./stack.ts";

type KnownTrouble = Exclude<StartTrouble, "app" | "other">;

/** How the log of a server shows what keeps it from starting. */
const signs: Readonly<Record<KnownTrouble, RegExp>> = {
  disk: diskIsFull,
  library:
    /error while loading shared libraries|cannot open shared object|Library not loaded|0xc0000135|3221225781/i,
  version: /incompatible with server|initialized by PostgreSQL version|version mismatch/i,
  rights: /Read-only file system|EROFS|Permission denied|EACCES/i,
  ports: /address already in use|could not bind|cannot assign requested address|bind: /i,
  program: /ENOENT/,
};

/** `exit code 1`, `SIGKILL`… Or that, with what a failed health check said. */
type End = string | { readonly how: string; readonly check: readonly string[] };

/** @param app where a mistake in the app's files is looked for */
export function serverDidNotStart(
  service: ServiceName,
  end: End,
  log: readonly string[],
  app?: AppFolder,
): LabError {
  const mistake = app && appMistakeIn(log, app);
  if (mistake) return mistake;
  const { how, check } = typeof end === "string" ? { how: end, check: [] } : end;
  const trouble = troubleIn([how, ...check, ...log].join("\n")) ?? (service === "app" ? "app" : "other");
  const folder = `lab-stack/${app?.name ?? "app"}`;
  const words = { check: lastLines(check), lines: lastLines(log) };
  return stackError("server-did-not-start", { service, how, ...words, trouble, folder });
}

export function serverDied(service: ServiceName, how: string, log: readonly string[]): LabError {
  const words = log.join("\n");
  return stackError("server-died", {
    service,
    how,
    lines: lastLines(log),
    diskIsFull: diskIsFull.test(words),
  });
}

function troubleIn(log: string): KnownTrouble | undefined {
  // `signs` has these keys and no other.
  const names = Object.keys(signs) as KnownTrouble[];
  return names.find((name) => signs[name].test(log));
}

/** Eight lines: from the last complaint on where there is one, for what follows it is mostly a stack trace. */
function lastLines(log: readonly string[]): string {
  const lines = log.filter((line) => line.trim() !== "");
  const complaint = lines.findLastIndex(isComplaint);
  const words = complaint === -1 ? lines.slice(-8) : lines.slice(complaint).slice(0, 8);
  return words.map((line) => `  ${line}`).join("\n");
}
