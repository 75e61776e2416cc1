import type { Localized } from "../common/language.ts";
import type { BrokerName } from "../stack/stack.ts";
import { appRefused } from "./errors.ts";

/** A strategy as the running app describes it. */
export interface StrategyInfo {
  readonly name: string;
  readonly about: Localized;
  /** True when the strategy has a buffer to process. */
  readonly processes: boolean;
  /** True when acknowledged hits may still be in a buffer. */
  readonly buffers: boolean;
  /** True when each hit is stored under its id, so that it can be judged by name. */
  readonly storesIds: boolean;
  /** The broker that it needs, and whether this stack has it; absent: it needs none. */
  readonly needs?: BrokerName;
  readonly available?: boolean;
}

const answerWithinMs = 15_000;

async function ask<T>(method: "GET" | "POST", url: string, signal: AbortSignal): Promise<T> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]);
  const response = await fetch(url, { method, signal: within });
  if (!response.ok)
    throw appRefused(`${method} ${new URL(url).pathname}`, response.status, await response.text());
  // The app is the lab's own and its answers are covered by its tests.
  return (await response.json()) as T;
}

export const listStrategies = (appUrl: string, signal: AbortSignal) =>
  ask<StrategyInfo[]>("GET", `${appUrl}/strategies`, signal);

/** Those that work in this stack: the brokers that they need are there. */
export const listAvailable = async (appUrl: string, signal: AbortSignal) =>
  (await listStrategies(appUrl, signal)).filter(({ available }) => available !== false);

export const callHealth = (appUrl: string, signal: AbortSignal) =>
  ask<unknown>("GET", `${appUrl}/health`, signal);

/** Moves the buffered hits into PostgreSQL once. */
export const callProcess = (appUrl: string, strategy: string, signal: AbortSignal) =>
  ask<{ processed: number }>("POST", `${appUrl}/${encodeURIComponent(strategy)}/process`, signal);
