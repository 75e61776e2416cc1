import { type Inspection, openInspection } from "../inspection/inspection.ts";
import { speakByContract } from "../inspection/own-app/own-apps.ts";
import type { AppName, EngineChoice, Stack, StackOptions } from "../stack/stack.ts";
import { startStack } from "../stack/start-stack.ts";

/** The questions and the progress of a start. */
export type StartContext = Pick<StackOptions, "signal" | "progress" | "confirmDownload">;

export interface SessionOptions
  extends Pick<
    StackOptions,
    "stackFolder" | "storageFolder" | "distFolder" | "keepData" | "fenced" | "attachment"
  > {
  readonly engine: EngineChoice;
  /** The first start measures how fast the machine is: a report is going to say it. */
  readonly calibrates?: boolean;
  /** The app of a start that names none; by default the one of `plainComposition`. */
  readonly app?: AppName;
  /** Where own apps are; without it none runs, because then the notebook has no lab-stack beside it. */
  readonly labFolder?: string | undefined;
}

export interface RunningStack {
  readonly stack: Stack;
  readonly inspection: Inspection;
  readonly startedAt: Date;
  /** Aborts when the stack is gone, so that nothing waits for servers that are dead. */
  readonly gone: AbortSignal;
}

/**
 * Starts a stack and opens the lab's own view of it.
 * @param onEnd is told before `gone` aborts; without a death the stack was stopped
 */
export async function openStack(
  options: StackOptions,
  onEnd: (running: RunningStack, death: Error | undefined) => void,
): Promise<RunningStack> {
  const stack = await startStack(options);
  const endContract = speakByContract(stack);
  void stack.ended.then(endContract);
  try {
    const inspection = await openInspection(stack);
    const gone = new AbortController();
    const running = { stack, inspection, startedAt: new Date(), gone: gone.signal };
    void stack.ended.then((death) => {
      onEnd(running, death);
      gone.abort(death);
    });
    return running;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}
