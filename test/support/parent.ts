import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Endpoints, ExtraName } from "../../extension/stack/stack.ts";
import { until } from "./servers.ts";
import { root } from "./stack.ts";

export interface Parent {
  readonly child: ChildProcess;
  readonly endpoints: Promise<Endpoints>;
  says(text: string): Promise<void>;
}

/** A process that starts a stack as the editor does. */
export function spawnParent(
  user: { uid?: number; gid?: number } = {},
  extras: readonly ExtraName[] = [],
): Parent {
  const script = join(root, "test/support/start-and-wait.ts");
  const child = spawn(process.execPath, [...process.execArgv.filter(isImport), script, ...extras], {
    stdio: ["ignore", "pipe", "inherit"],
    ...user,
  });
  const endpoints = Promise.withResolvers<Endpoints>();
  endpoints.promise.catch(() => undefined);
  const said: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    const message: { text?: string; endpoints?: Endpoints } = JSON.parse(line);
    if (message.text) said.push(message.text);
    if (message.endpoints) endpoints.resolve(message.endpoints);
  });
  void once(child, "exit").then(() => endpoints.reject(new Error("The parent has ended.")));
  return {
    child,
    endpoints: endpoints.promise,
    says: (text) => until(`the parent says “${text}”`, () => said.includes(text)),
  };
}

function isImport(word: string): boolean {
  return word.startsWith("--import");
}

/** Until nothing is left of a stack. */
export async function untilNothing(remains: () => Promise<string[]>): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const left = await remains();
    if (left.length === 0) return;
    assert.ok(performance.now() < deadline, `60 s later there is still: ${left.join(", ")}`);
  }
}
