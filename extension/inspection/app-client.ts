import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { LabError } from "../common/lab-error.ts";
import type { Method } from "../stack/own-app/contract.ts";
import { ownAppError } from "../stack/own-app/errors.ts";
import { brokerNames } from "../stack/stack.ts";
import { answerOf, ask, hasThrown, knowsWithin, reasonOf } from "./app-request.ts";
import { inspectionError } from "./errors.ts";
import { unlessItHangs } from "./hang-watch.ts";
import type { LocalAnswer } from "./local-http.ts";
import { ownAppAt } from "./own-app/own-apps.ts";
import { isOfContract, refusalOf } from "./own-app/refusal.ts";

/** How long it may take to say what is in a buffer, milliseconds. */
const patience = 3_000;
/** There may be very many ids in a buffer. Milliseconds. */
export const idsWithin = 60_000;

/** Of an answer that holds the ids in a buffer. Bytes. */
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
export async function listStrategies(app: string, signal: AbortSignal): Promise<Strategy[]> {
  const own = ownAppAt(app);
  if (own) return [own.strategy];
  const said = z.array(strategySchema.partial({ buffers: true, storesIds: true }));
  const strategies = await ask(said, app, "/strategies", { signal, within: knowsWithin });
  // The first versions of the app did not say it.
  if (strategies.some(({ buffers, storesIds }) => buffers === undefined || storesIds === undefined))
    throw inspectionError("app-outdated");
  return z.array(strategySchema).parse(strategies);
}

const sourceSchema = z.object({
  name: z.coerce.string(),
  /** Of the text that it read last, as `textHash` has it. */
  hash: z.coerce.string(),
  /** Why that text cannot run. */
  mistake: z.object({ message: z.coerce.string(), line: z.int(), column: z.int() }).exactOptional(),
});
export type AppSource = Readonly<z.infer<typeof sourceSchema>>;

/**
 * The texts of the strategies that the app has, once it has taken up what was saved: a list for each of its processes.
 * Undefined: an app that does not take files up, as one of an earlier version.
 */
export async function sourcesOf(app: string, signal: AbortSignal): Promise<AppSource[][] | undefined> {
  if (ownAppAt(app)) return undefined;
  try {
    return await ask(z.array(z.array(sourceSchema)), app, "/sources", { signal, within: 2 * knowsWithin });
  } catch (error) {
    if (error instanceof LabError && /^app-(refused|answer)$/.test(error.code)) return undefined;
    throw error;
  }
}

/** Those that can take hits in this stack. */
export async function listAvailable(app: string, signal: AbortSignal): Promise<Strategy[]> {
  return (await listStrategies(app, signal)).filter(({ available }) => available !== false);
}

const settingsSchema = z.object({
  pool: z.int().min(1).exactOptional(),
  processes: z.int().min(1).exactOptional(),
});

/** What the app was started with, as far as it says so: one that was changed may not. */
export async function settingsOf(app: string, signal: AbortSignal): Promise<z.infer<typeof settingsSchema>> {
  if (ownAppAt(app)) return {};
  try {
    return await ask(settingsSchema, app, "/settings", { signal, within: knowsWithin });
  } catch (error) {
    if (error instanceof LabError && /^app-(refused|answer)$/.test(error.code)) return {};
    throw error;
  }
}

const clock = z.object({
  hits,
  total: z.number(),
  connection: z.number(),
  connecting: z.number(),
  postgres: z.number(),
  redis: z.number(),
  busy: z.number(),
  used: z.number(),
});

/** Begins to measure where the time of hits goes. @throws where the app has no clock, as one that is not ours */
export async function beginClock(app: string, signal: AbortSignal): Promise<void> {
  if (ownAppAt(app)) throw ownAppError("own-not-measured", { what: "time" });
  await ask(z.unknown(), app, "/clock/begin", { method: "POST", signal, within: knowsWithin });
}

/** What each process of the app has measured since. */
export function endClock(app: string, signal: AbortSignal): Promise<z.infer<typeof clock>[]> {
  return ask(z.array(clock).min(1), app, "/clock/end", { method: "POST", signal, within: knowsWithin });
}

/** Any answer will do of an app that is not ours. */
export function callHealth(app: string, signal: AbortSignal): Promise<unknown> {
  const own = ownAppAt(app);
  if (own) return own.send({ method: "GET", path: "/" }, signal);
  return ask(z.unknown(), app, "/health", { signal });
}

/**
 * Moves what is buffered into PostgreSQL once.
 * @param isSilent as `watchForHang` has it
 */
export async function callProcess(
  app: string,
  strategy: string,
  signal: AbortSignal,
  isSilent?: () => boolean,
): Promise<{ processed: number }> {
  const own = ownAppAt(app);
  if (own) return { processed: await own.process(signal) };
  const answer = z.object({ processed: hits });
  const path = `/${encodeURIComponent(strategy)}/process`;
  const call = (signal: AbortSignal) => ask(answer, app, path, { method: "POST", signal });
  return unlessItHangs(app, signal, call, isSilent);
}

/**
 * Only the app knows how its strategy keeps a buffer. While its connections are all taken, it is asked again, but not
 * where the answer would come too late: a server that it waits for in vain costs it the same time again.
 */
export async function pendingOf(app: string, strategy: string, isAttached = false): Promise<number> {
  const own = ownAppAt(app);
  if (own) return own.read("pending");
  const deadline = performance.now() + patience;
  for (;;) {
    const asked = performance.now();
    try {
      const answer = z.object({ pending: hits });
      return (await ask(answer, app, `/${encodeURIComponent(strategy)}/counter`, { within: patience }))
        .pending;
    } catch (error) {
      if (hasThrown(error)) throw error;
      const failed = performance.now();
      if (failed + (failed - asked) > deadline)
        throw inspectionError("app-does-not-answer", { strategy, reason: reasonOf(error), isAttached });
      await sleep(100);
    }
  }
}

/** The ids of the hits in a buffer. */
export async function pendingIdsOf(app: string, strategy: string, isAttached = false): Promise<string[]> {
  try {
    const path = `/${encodeURIComponent(strategy)}/pending-ids`;
    const ids = z.array(z.coerce.string());
    const { signal } = new AbortController();
    const limits = { within: idsWithin, most: mostOfIds };
    return await unlessItHangs(app, signal, (signal) => ask(ids, app, path, { signal, ...limits }));
  } catch (error) {
    if (hasThrown(error)) throw error;
    throw inspectionError("app-does-not-answer", { strategy, reason: reasonOf(error), isAttached });
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
  const own = ownAppAt(app);
  if (own) {
    await own.reset(signal);
    return {};
  }
  const answer = z.object({ failed: z.record(z.string(), z.coerce.string()).default({}) });
  return (
    await ask(answer, app, "/forget", { method: "POST", within: knowsWithin, ...(signal && { signal }) })
  ).failed;
}

/** Where the hits of a strategy go. */
export function hitsOf(app: string, strategy: string): { readonly url: string; readonly method?: Method } {
  const own = ownAppAt(app);
  if (own) return { url: `${app}${own.hit.path}`, method: own.hit.method };
  return { url: `${app}/${encodeURIComponent(strategy)}/hit` };
}

/**
 * After a load whose hits an app that is not ours has all refused: one more, which says why.
 * @throws LabError where that is the contract
 */
export async function explainRefusals(app: string, signal: AbortSignal): Promise<void> {
  const own = ownAppAt(app);
  if (!own) return;
  const answer = await own.send(own.hit, signal).catch(() => undefined);
  signal.throwIfAborted();
  if (answer && answer.status >= 300 && isOfContract(answer)) throw refusalOf(own.hit, answer);
}

/** One hit, as a load sends it: whatever the app answers is an answer. */
export function callHit(
  app: string,
  strategy: string,
  id: string,
  signal: AbortSignal,
): Promise<LocalAnswer> {
  const headers = { "x-hit-id": id };
  const own = ownAppAt(app);
  if (own) return own.send(own.hit, signal, { headers });
  const path = `/${encodeURIComponent(strategy)}/hit`;
  return unlessItHangs(app, signal, (signal) => answerOf(app, path, { method: "POST", headers, signal }));
}
