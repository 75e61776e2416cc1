import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../extension/stack/stack.ts";

export interface Stepper {
  /** Begins a batch, or goes on, until it stands at that place. */
  to(place: string): Promise<void>;
  /** Goes on to the end of the batch, stopping nowhere. */
  finish(): Promise<{ processed?: number; failed?: { code: string } }>;
  kill(): Promise<void>;
}

/** The app's worker that stands still wherever a crash would hurt. */
export async function startStepper(stack: Pick<Stack, "run">, strategy: string): Promise<Stepper> {
  const lines: Record<string, unknown>[] = [];
  const program = await stack.run({ file: "stepper.ts", args: [strategy] }, (line) =>
    lines.push(JSON.parse(line)),
  );
  let ended: string | undefined;
  void program.ended.then((how) => {
    ended = how;
  });
  const next = async () => {
    for (const end = Date.now() + 120_000; lines.length === 0; await sleep(5)) {
      if (ended !== undefined) throw new Error(`The stepper ended: ${ended}`);
      if (Date.now() > end) throw new Error("The stepper says nothing.");
    }
    return lines.shift() ?? {};
  };
  return {
    async to(place) {
      for (let word = "process"; ; word = "go") {
        program.write(word);
        const said = await next();
        if (said.at === place) return;
        if (said.at === undefined) throw new Error(`It never came to ${place}: ${JSON.stringify(said)}`);
      }
    },
    async finish() {
      program.write("run");
      return next();
    },
    kill: () => program.kill(),
  };
}
