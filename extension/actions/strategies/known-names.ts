import type { KnownNames } from "../../document/described-action.ts";
import { listStrategies, type Strategy } from "../../inspection/app-client.ts";
import { ownStrategy } from "../../stack/own-app/contract.ts";
import type { Stack } from "../../stack/stack.ts";
import { yours } from "../exercises/exercise-name.ts";
import { appOf, type Session } from "../session.ts";
import { readStrategies } from "./strategy-files.ts";

/** An app under load answers late, and a person who types does not wait for it. */
const answerWithinMs = 500;

/** The answers of running apps. What is saved later is in the files. */
const saidBy = new WeakMap<Stack, readonly Strategy[]>();

/** The strategies of a lab: as the running app named them first, and those whose files came later. */
export async function knownNames({
  stack,
  options,
}: Pick<Session, "stack" | "options">): Promise<KnownNames> {
  const [running, files] = await Promise.all([
    stack ? askOnce(stack) : [],
    readStrategies(options.stackFolder, appOf({ stack, options })),
  ]);
  // A notebook names them before its cells have begun an exercise or started an app of one's own.
  const later = [yours, ownStrategy];
  if (stack?.composition.own)
    return { strategies: running, later: [...later, ...files.map(({ name }) => name)] };
  const others = files.filter((file) => !running.some(({ name }) => name === file.name));
  const there =
    files.length === 0 ? running : running.filter(({ name }) => files.some((file) => file.name === name));
  return { strategies: [...there, ...others], later };
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
