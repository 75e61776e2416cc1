import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Failpoint } from "../../lab-stack/app/failpoint.ts";
import { type AppOptions, appEnvironment } from "./app.ts";
import { endOf } from "./servers.ts";

/** The app's own stepper.ts: a worker that stands still wherever a crash would hurt. */
export interface Stepper {
  /** Begins a batch, or goes on with it, up to this place; throws when the batch ends before. */
  walkTo(place: Failpoint): Promise<void>;
  /** Begins a batch, or goes on with it, to its end. @returns how many hits it has processed */
  finish(): Promise<number>;
  kill(): Promise<unknown>;
}

const program = fileURLToPath(new URL("../../lab-stack/app/stepper.ts", import.meta.url));

export function startStepper(strategy: string, options: AppOptions): Stepper {
  const child = spawn(process.execPath, [program, strategy], {
    env: appEnvironment(options),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const say = async (word: string): Promise<{ at?: string; processed?: number }> => {
    child.stdin.write(`${word}\n`);
    const { value } = await lines.next();
    return JSON.parse(value ?? '{"over":true}');
  };
  return {
    async walkTo(place) {
      let answer = await say("process");
      while (answer.at !== undefined && answer.at !== place) answer = await say("go");
      if (answer.at === undefined) throw new Error(`Ended before ${place}: ${JSON.stringify(answer)}`);
    },
    async finish() {
      const { processed, ...other } = await say("run");
      if (processed === undefined) throw new Error(JSON.stringify(other));
      return processed;
    },
    kill: () => endOf(child, "SIGKILL"),
  };
}
