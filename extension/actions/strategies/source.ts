import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { type AppSource, sourcesOf } from "../../inspection/app-client.ts";
import { apps } from "../../stack/apps.ts";
import { appOf, type Session } from "../session.ts";
import { strategyError } from "./errors.ts";

/** The text of a strategy that a cell ran. */
export const source = z.object({
  /** Relative to the folder of the app. */
  file: z.string(),
  /** The first digits of its SHA-256. */
  hash: z.string(),
});
export type Source = z.infer<typeof source>;

/** How long the app may take to run what was saved just now, milliseconds. */
const patience = 3_000;
const askEvery = 200;

/** As the app has it. */
export function textHash(text: Buffer | string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

type WithStack = Pick<Session, "require" | "stack" | "options">;

/**
 * The text that the app runs, which is the one that is saved.
 * @returns undefined where the app does not say it, and for a strategy that there is not
 * @throws LabError `strategy-does-not-load`, `app-runs-other-text`
 */
export async function runningSource(
  session: WithStack,
  strategy: string,
  signal: AbortSignal,
): Promise<Source | undefined> {
  const { stack } = session.require();
  const { file, label } = codeFile(session, strategy);
  for (const deadline = Date.now() + patience; ; await sleep(askEvery, undefined, { signal })) {
    const hash = await savedHash(session, strategy);
    const lists = await sourcesOf(stack.endpoints.app, signal);
    if (!lists) return undefined;
    const found = lists.map((list) => list.find(({ name }) => name === strategy));
    // Where the app itself cannot read the file, it has no hash of it.
    const mistaken = found.find((each) => each?.mistake && (each.hash === hash || each.hash === ""));
    if (mistaken?.mistake) throw doesNotLoad(label, mistaken.mistake);
    if (found.every((each) => each?.hash === hash)) return hash === undefined ? undefined : { file, hash };
    if (Date.now() > deadline) throw strategyError("app-runs-other-text", { file: label });
  }
}

function doesNotLoad(file: string, { line, message }: NonNullable<AppSource["mistake"]>): Error {
  return strategyError("strategy-does-not-load", {
    place: `${file}:${line}`,
    message: message.replace(/\.+$/, ""),
  });
}

/** At the end of a cell. @throws LabError `text-changed-meanwhile` */
export async function requireSameSource(
  session: WithStack,
  strategy: string,
  before: Source | undefined,
): Promise<void> {
  if (!before || (await savedHash(session, strategy)) === before.hash) return;
  throw strategyError("text-changed-meanwhile", { file: codeFile(session, strategy).label });
}

/** Where the code of a strategy is. */
export interface CodeFile {
  /** In the folder of the app. */
  readonly file: string;
  /** In the lab folder, for a reader: with forward slashes. */
  readonly label: string;
  readonly path: string;
}

export function codeFile(session: Pick<Session, "stack" | "options">, strategy: string): CodeFile {
  const { stackFolder } = session.options;
  const { folder, extension } = apps[appOf(session)];
  const file = `strategies/${strategy}${extension}`;
  const full = path.join(stackFolder, folder, file);
  const label = path.relative(path.dirname(stackFolder), full).replaceAll(path.sep, "/");
  return { file, label, path: full };
}

async function savedHash(session: WithStack, strategy: string): Promise<string | undefined> {
  const text = await readFile(codeFile(session, strategy).path).catch(() => undefined);
  return text && textHash(text);
}
