import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { sha256 } from "../../common/sha256.ts";
import { type AppSource, sourcesOf } from "../../inspection/app-client.ts";
import { apps } from "../../stack/apps.ts";
import { type OwnApp, ownStrategy } from "../../stack/own-app/contract.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import { appOf, type Session } from "../session.ts";
import { codeIn, hashOf } from "./code-in-folder.ts";
import { strategyError } from "./errors.ts";

/** The text of a strategy that a cell ran. */
export const source = z.object({
  /** Relative to the folder of the app; of an app that is not ours, that folder itself. */
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
  return sha256(text).slice(0, 12);
}

type WithStack = Pick<Session, "require" | "stack" | "options" | "changedFiles">;

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
  if (stack.composition.own) return ownSource(session, stack.composition.own);
  const { file, label } = codeFile(session, strategy);
  for (const deadline = performance.now() + patience; ; await sleep(askEvery, undefined, { signal })) {
    const hash = await savedHash(session, strategy);
    const lists = await sourcesOf(stack.endpoints.app, signal);
    if (!lists) return undefined;
    const found = lists.map((list) => list.find(({ name }) => name === strategy));
    // Where the app itself cannot read the file, it has no hash of it.
    const mistaken = found.find((each) => each?.mistake && (each.hash === hash || each.hash === ""));
    if (mistaken?.mistake) throw doesNotLoad(label, mistaken.mistake);
    if (found.every((each) => each?.hash === hash)) return hash === undefined ? undefined : { file, hash };
    if (performance.now() > deadline) throw strategyError("app-runs-other-text", { file: label });
  }
}

/**
 * The code in the folder of an app that is not ours, which is what it began to run.
 * @returns undefined where there is no folder, or too much in it
 * @throws LabError `own-changed`
 */
async function ownSource(session: WithStack, own: OwnApp): Promise<Source | undefined> {
  const hash = await ownHash(own);
  if (hash === undefined || own.folder === undefined) return undefined;
  const files = own.reloads ? [] : await session.changedFiles(ownStrategy, false);
  if (files.length > 0) throw ownAppError("own-changed", { files });
  return { file: `${path.basename(own.folder)}/`, hash };
}

async function ownHash({ folder }: OwnApp): Promise<string | undefined> {
  const code = folder === undefined ? undefined : await codeIn(folder);
  return code && hashOf(code);
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
  const file = session.stack?.composition.own ? before.file : codeFile(session, strategy).label;
  throw strategyError("text-changed-meanwhile", { file });
}

/** Where the code of a strategy is. */
export interface CodeFile {
  /** In the folder of the app. */
  readonly file: string;
  /** In the lab folder, for a reader: with forward slashes. */
  readonly label: string;
  readonly path: string;
}

/** Which app a lab folder runs, or would start. */
export type InLab = Partial<Pick<Session, "stack">> & {
  readonly options: Pick<Session["options"], "stackFolder" | "app">;
};

export function codeFile(lab: InLab, strategy: string): CodeFile {
  const { stackFolder } = lab.options;
  const { folder, extension } = apps[appOf(lab)];
  const file = `strategies/${strategy}${extension}`;
  const full = path.join(stackFolder, folder, file);
  const label = path.relative(path.dirname(stackFolder), full).replaceAll(path.sep, "/");
  return { file, label, path: full };
}

async function savedHash(session: WithStack, strategy: string): Promise<string | undefined> {
  const own = session.stack?.composition.own;
  if (own) return ownHash(own);
  const text = await readFile(codeFile(session, strategy).path).catch(() => undefined);
  return text && textHash(text);
}
