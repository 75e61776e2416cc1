import { nearest } from "../../common/nearest.ts";
import type { Strategy } from "../../inspection/app-client.ts";
import { stackError } from "../../stack/errors.ts";
import { unknownStrategy } from "../errors.ts";

/** @throws LabError `unknown-strategy`, with the nearest name there is; `not-in-stack` when its broker is missing. */
export function findStrategy(name: string, strategies: readonly Strategy[]): Strategy {
  const found = strategies.find((strategy) => strategy.name === name);
  if (found?.needs && found.available === false) throw stackError("not-in-stack", { service: found.needs });
  if (found) return found;
  const known = strategies.map((strategy) => strategy.name);
  throw unknownStrategy(name, known, nearest(name, known));
}
