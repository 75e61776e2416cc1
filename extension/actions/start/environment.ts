import { machine } from "../../load/machine.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Environment } from "../load/result.ts";

export function environmentOf(stack: Stack): Environment {
  return { engine: stack.engine, ...stack.versions, ...machine() };
}
