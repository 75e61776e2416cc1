import type { KnownNames } from "../../document/described-action.ts";
import { listStrategies, type Strategy } from "../../inspection/app-client.ts";
import type { Stack } from "../../stack/stack.ts";
import { appOf, type Session } from "../session.ts";
import { readStrategies } from "./strategy-files.ts";

/** An app under load answers late, and a person who types does not wait for it. */
const answerWithinMs = 500;

/** The answers of running apps: they do not change as long as the app runs. */
const saidBy = new WeakMap<Stack, readonly Strategy[]>();

/** The strategies of a lab: as the running app names them, and those whose files it has not loaded yet. */
export async function knownNames({
  stack,
  options,
}: Pick<Session, "stack" | "options">): Promise<KnownNames> {
  const [running, files] = await Promise.all([
    stack ? askOnce(stack) : [],
    stack?.composition.own ? [] : readStrategies(options.stackFolder, appOf({ stack, options })),
  ]);
  const others = files.filter((file) => !running.some(({ name }) => name === file.name));
  return { strategies: [...running, ...others] };
}

async function askOnce(stack: Stack): Promise<readonly Strategy[]> {
  const known = saidBy.get(stack);
  if (known) return known;
  try {
    const said = await listStrategies(stack.endpoints.app, AbortSignal.timeout(answerWithinMs));
    saidBy.set(stack, said);
    return said;
  } catch {
    return [];
  }
}
