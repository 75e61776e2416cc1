import { nearest } from "../../common/nearest.ts";
import { notInStack } from "../../stack/errors.ts";
import type { StrategyInfo } from "../app-client.ts";
import { unknownStrategy } from "../errors.ts";

/** @throws LabError `unknown-strategy`, with the nearest name there is; `not-in-stack` when its broker is missing. */
export function findStrategy(name: string, strategies: readonly StrategyInfo[]): StrategyInfo {
  const found = strategies.find((strategy) => strategy.name === name);
  if (found?.needs && found.available === false) throw notInStack(found.needs);
  if (found) return found;
  const known = strategies.map((strategy) => strategy.name);
  throw unknownStrategy(name, known, nearest(name, known));
}
