import { nearest } from "../common/nearest.ts";
import type { StrategyInfo } from "./app-client.ts";
import { unknownStrategy } from "./errors.ts";

/** @throws LabError `unknown-strategy`, with the nearest name there is. */
export function findStrategy(name: string, strategies: readonly StrategyInfo[]): StrategyInfo {
  const found = strategies.find((strategy) => strategy.name === name);
  if (found) return found;
  const known = strategies.map((strategy) => strategy.name);
  throw unknownStrategy(name, known, nearest(name, known));
}
