import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { LabError } from "../common/lab-error.ts";
import { stackGone } from "../stack/errors.ts";
import { brokerNames } from "../stack/stack.ts";
import { cutMessage } from "./answer-limits.ts";
import { inspectionError } from "./errors.ts";
import { callLocal, type LocalAnswer, type LocalRequest } from "./local-http.ts";

/** How long the app may take to say something that it knows by itself, milliseconds. */
const knowsWithin = 5_000;
/** How long it may take to answer a step, milliseconds. */
const answerWithin = 15_000;
/** While it does something longer: how often it is asked what it knows by itself, and how long it may take then. */
const askEvery = 1_000;
export const stillAnswersWithin = knowsWithin - askEvery;
/** How long it may take to say what is in a buffer, milliseconds. */
const patience = 3_000;
/** There may be very many ids in a buffer. Milliseconds. */
export const idsWithin = 60_000;

/** Of an answer as it is read, and of one that holds the ids in a buffer. Bytes. */
const mostOfAnswer = 2 ** 20;
const mostOfIds = 2 ** 28;

/** A number of hits, as an app says it. */
const hits = z.int().min(0);

/** A strategy as the running app describes it. */
const strategySchema = z.object({
  name: z.coerce.string(),
  about: z.object({ en: z.coerce.string(), ru: z.coerce.string() }).readonly(),
  /** True when the strategy has a buffer to process. */
  processes: z.boolean(),
  /** True when acknowledged hits may still be in a buffer, however it is emptied. */
  buffers: z.boolean(),
  /** True when each hit is stored under its id, so that it can be judged by name. */
  storesIds: z.boolean(),
  /** The broker that it requires, and whether this stack has it; absent: it requires none. */
  needs: z.enum(brokerNames).exactOptional(),
  available: z.boolean().exactOptional(),
});
export type Strategy = Readonly<z.infer<typeof strategySchema>>;

/** The strategies of the running app. It needs neither PostgreSQL nor Redis to list them. */
export function listStrategies(app: string, signal: AbortSignal): Promise<Strategy[]> {
  return ask(z.array(strategySchema), app, "/strategies", { signal, within: knowsWithin });
}

/** Those that can take hits in this stack. */
export async function listAvailable(app: string, signal: AbortSignal): Promise<Strategy[]> {
  return (await listStrategies(app, signal)).filter(({ available }) => available !== false);
}

export function callHealth(app: string, signal: AbortSignal): Promise<unknown> {
  return ask(z.unknown(), app, "/health", { signal });
}

/**
 * Moves what is buffered into PostgreSQL once.
 * @param isSilent as `watchForHang` has it
 */
export function callProcess(
  app: string,
  strategy: string,
  signal: AbortSignal,
  isSilent?: () => boolean,
): Promise<{ processed: number }> {
  const answer = z.object({ processed: hits });
  const path = `/${encodeURIComponent(strategy)}/process`;
  const call = (signal: AbortSignal) => ask(answer, app, path, { method: "POST", signal });
  return unlessItHangs(app, signal, call, isSilent);
}

/** Only the app knows how its strategy keeps a buffer. While its connections are all taken, it is asked again. */
export async function pendingOf(app: string, strategy: string): Promise<number> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const answer = z.object({ pending: hits });
      return (await ask(answer, app, `/${encodeURIComponent(strategy)}/counter`, { within: patience }))
        .pending;
    } catch (error) {
      if (hasThrown(error)) throw error;
      if (Date.now() > deadline)
        throw inspectionError("app-does-not-answer", { strategy, reason: reasonOf(error) });
      await sleep(100);
    }
  }
}

/** The ids of the hits in a buffer. */
export async function pendingIdsOf(app: string, strategy: string): Promise<string[]> {
  try {
    const path = `/${encodeURIComponent(strategy)}/pending-ids`;
    const ids = z.array(z.coerce.string());
    const { signal } = new AbortController();
    const limits = { within: idsWithin, most: mostOfIds };
    return await unlessItHangs(app, signal, (signal) => ask(ids, app, path, { signal, ...limits }));
  } catch (error) {
    if (hasThrown(error)) throw error;
    throw inspectionError("app-does-not-answer", { strategy, reason: reasonOf(error) });
  }
}

/**
 * Empties what only the app can reach: buffers in its own memory and in brokers.
 * @returns why those strategies have not emptied theirs, by name
 */
export async function forgetBuffers(
  app: string,
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, string>>> {
  const answer = z.object({ failed: z.record(z.string(), z.coerce.string()).default({}) });
  return (
    await ask(answer, app, "/forget", { method: "POST", within: knowsWithin, ...(signal && { signal }) })
  ).failed;
}

/** One hit, as a load sends it: whatever the app answers is an answer. */
export function callHit(
  app: string,
  strategy: string,
  id: string,
  signal: AbortSignal,
): Promise<LocalAnswer> {
  const path = `/${encodeURIComponent(strategy)}/hit`;
  const headers = { "x-hit-id": id };
  return unlessItHangs(app, signal, (signal) => answerOf(app, path, { method: "POST", headers, signal }));
}

/**
 * Asks the app again and again for what it knows by itself, until the signal fires.
 * @param isSilent false while it answers something else: then it does not hang, and is only slow
 * @throws LabError `app-hangs` once it does not answer any more
 */
export async function watchForHang(app: string, until: AbortSignal, isSilent: () => boolean): Promise<void> {
  for (;;) {
    await sleep(askEvery, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return;
    try {
      await ask(z.unknown(), app, "/strategies", { signal: until, within: stillAnswersWithin });
    } catch (error) {
      if (until.aborted) return;
      if (error instanceof LabError && error.code === "app-hangs" && isSilent()) throw error;
    }
  }
}

/** The same answer, but an error as soon as the app answers nothing at all: a loop in a strategy stops everything. */
async function unlessItHangs<T>(
  app: string,
  signal: AbortSignal,
  answer: (signal: AbortSignal) => Promise<T>,
  isSilent = () => true,
): Promise<T> {
  const over = new AbortController();
  const hung = new AbortController();
  const watching = watchForHang(app, over.signal, isSilent).catch((error) => hung.abort(error));
  try {
    return await answer(AbortSignal.any([signal, hung.signal]));
  } finally {
    over.abort();
    await watching;
  }
}

interface Request extends Partial<LocalRequest> {
  readonly within?: number;
}

/** Students change the app, so nothing that it answers is taken for granted. */
async function ask<T>(answer: z.ZodType<T>, app: string, path: string, options: Request): Promise<T> {
  const { status, body, cut } = await answerOf(app, path, options);
  const request = requestName(path, options);
  if (status < 200 || status > 299) {
    const { code = "", message = "", thrown } = refusalIn(body);
    if (typeof thrown === "string")
      throw inspectionError("strategy-threw", { request, thrown: cutMessage(thrown) });
    const cause = new Error(cutMessage(`HTTP ${status} ${code} ${message}`.trim()));
    throw inspectionError("app-refused", { request, status, body: cutMessage(body) }, { cause });
  }
  if (cut) {
    const megabytes = (options.most ?? mostOfAnswer) / 2 ** 20;
    const cause = new Error(`its answer is longer than ${megabytes} MB`);
    throw inspectionError("app-answer-too-long", { request, megabytes }, { cause });
  }
  const { data, error } = answer.safeParse(parsed(body));
  if (!error) return data;
  const reason = cutMessage(
    error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; "),
  );
  const cause = new Error(`its answer is not what the lab expects (${reason})`);
  throw inspectionError("app-answer", { request, reason }, { cause });
}

/** @throws LabError `app-hangs`, `stack-gone`; what the signal was aborted with */
async function answerOf(app: string, path: string, options: Request): Promise<LocalAnswer> {
  const { method = "GET", signal, headers, within = answerWithin, most = mostOfAnswer } = options;
  const late = AbortSignal.timeout(within);
  const ended = signal ? AbortSignal.any([signal, late]) : late;
  try {
    return await callLocal(`${app}${path}`, { method, headers, signal: ended, most });
  } catch (error) {
    signal?.throwIfAborted();
    if (!late.aborted) throw stackGone(error);
    const seconds = within / 1000;
    const cause = new Error(`no answer in ${seconds} s`);
    throw inspectionError("app-hangs", { request: requestName(path, options), seconds }, { cause });
  }
}

const requestName = (path: string, { method = "GET" }: Request) => `${method} ${path}`;

/** Anything else than JSON fits no schema. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The app refuses with `{ code, message }`, and says what the strategy has thrown. */
function refusalIn(body: string): {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly thrown?: unknown;
} {
  try {
    return Object(JSON.parse(body));
  } catch {
    return { message: body };
  }
}

/** An exception of the strategy is the news itself, and asking again does not change it. */
function hasThrown(error: unknown): boolean {
  return error instanceof LabError && error.code === "strategy-threw";
}

/** Within another error the remedy of this one would only be in the way. */
function reasonOf(error: unknown): string {
  const reason = error instanceof LabError ? error.cause : error;
  return (reason instanceof Error ? reason.message : String(reason)).replace(/\.+$/, "");
}
