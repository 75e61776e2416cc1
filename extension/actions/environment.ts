import { machine } from "../load/machine.ts";
import type { Environment } from "../results/load-result.ts";
import type { Stack } from "../stack/stack.ts";

export function environmentOf(stack: Stack): Environment {
  return { engine: stack.engine, ...stack.versions, ...machine() };
}
