import type * as z from "zod";
import { LabError } from "../common/lab-error.ts";
import { stackGone } from "../stack/errors.ts";
import { cutMessage } from "./answer-limits.ts";
import { inspectionError } from "./errors.ts";
import { callLocal, type LocalAnswer, type LocalRequest } from "./local-http.ts";

/** How long the app may take to say something that it knows by itself, milliseconds. */
export const knowsWithin = 5_000;
/** How long it may take to answer a step, milliseconds. */
const answerWithin = 15_000;
/** Of an answer as it is read. Bytes. */
const mostOfAnswer = 2 ** 20;

interface Request extends Partial<LocalRequest> {
  readonly within?: number;
}

/** Students change the app, so nothing that it answers is taken for granted. */
export async function ask<T>(answer: z.ZodType<T>, app: string, path: string, options: Request): Promise<T> {
  const { status, body, cut } = await answerOf(app, path, options);
  const request = requestName(path, options);
  if (status < 200 || status > 299) {
    const { code = "", message = "", thrown } = refusalIn(body);
    // A process of the app that is well has waited in vain for one that hangs.
    if (code === "timeout" && options.within === knowsWithin) throw hangs(request, knowsWithin);
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
export async function answerOf(app: string, path: string, options: Request): Promise<LocalAnswer> {
  const { method = "GET", signal, headers, within = answerWithin, most = mostOfAnswer } = options;
  const late = AbortSignal.timeout(within);
  const ended = signal ? AbortSignal.any([signal, late]) : late;
  try {
    return await callLocal(`${app}${path}`, { method, headers, signal: ended, most });
  } catch (error) {
    signal?.throwIfAborted();
    if (!late.aborted) throw stackGone(error);
    throw hangs(requestName(path, options), within);
  }
}

export function hangs(request: string, ms: number): LabError {
  const seconds = ms / 1000;
  return inspectionError(
    "app-hangs",
    { request, seconds },
    { cause: new Error(`no answer in ${seconds} s`) },
  );
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
export function hasThrown(error: unknown): boolean {
  return error instanceof LabError && error.code === "strategy-threw";
}

/** Within another error the remedy of this one would only be in the way. */
export function reasonOf(error: unknown): string {
  const reason = error instanceof LabError ? error.cause : error;
  return (reason instanceof Error ? reason.message : String(reason)).replace(/\.+$/, "");
}
