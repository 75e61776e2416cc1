import { nearest } from "../../common/nearest.ts";
import type { Strategy } from "../../inspection/app-client.ts";
import { stackError } from "../../stack/errors.ts";
import { ownStrategy } from "../../stack/own-app/contract.ts";
import { yours } from "../exercises/exercise-name.ts";
import { strategyError } from "./errors.ts";

/**
 * @throws LabError `unknown-strategy`, with the nearest name there is; `no-yours` and `no-own-app`, of what the student
 * has not begun; `not-in-stack` when its broker is missing.
 */
export function findStrategy(name: string, strategies: readonly Strategy[]): Strategy {
  const found = strategies.find((strategy) => strategy.name === name);
  if (found?.needs && found.available === false) throw stackError("not-in-stack", { service: found.needs });
  if (found) return found;
  if (name === yours) throw strategyError("no-yours");
  if (name === ownStrategy) throw strategyError("no-own-app");
  const known = strategies.map((strategy) => strategy.name);
  throw strategyError("unknown-strategy", { name, known, nearest: nearest(name, known) });
}

/** A strategy with something to process. @throws LabError as `findStrategy`, and `nothing-to-process` */
export function findBufferedStrategy(name: string, strategies: readonly Strategy[]): Strategy {
  const found = findStrategy(name, strategies);
  if (!found.processes) throw strategyError("nothing-to-process", { strategy: name });
  return found;
}
