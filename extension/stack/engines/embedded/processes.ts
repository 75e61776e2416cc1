import { setTimeout as sleep } from "node:timers/promises";
import { explain } from "../../../common/lab-error.ts";
import { endWhenCrowded } from "../../crowd.ts";
import { beginningOf } from "../../process-state.ts";
import type { Owners } from "../../run-watch/processor.ts";
import { ServerProcess, type ServerProgram } from "../../server-process.ts";
import type { ServiceName } from "../../stack.ts";
import { serverDidNotStart } from "../../start-trouble.ts";
import type { EngineContext } from "../engine.ts";

/** A slow machine needs seconds, not minutes. Milliseconds. */
const startDeadline = 30_000;

type Context = Pick<EngineContext, "owns" | "disowns"> & Partial<Pick<EngineContext, "crowded">>;

/** All processes of one stack: each is owned from its start, and none starts after the stop. */
export class Processes {
  readonly #context: Context;
  readonly #running = new Set<ServerProcess>();
  #stopped = false;

  constructor(context: Context) {
    this.#context = context;
  }

  start(program: ServerProgram): ServerProcess {
    if (this.#stopped) throw new DOMException("The stack is being stopped.", "AbortError");
    const server = new ServerProcess(program);
    const { pid } = server;
    if (pid !== undefined) {
      this.#running.add(server);
      const began = beginningOf(pid);
      const { service, withChildren = false } = program;
      const leftover = {
        kind: "process",
        pid,
        ...(began !== undefined && { began }),
        withChildren,
        isPostgres: service === "postgres",
      } as const;
      this.#context.owns(leftover);
      if (withChildren) {
        void endWhenCrowded(server, (crowd) => {
          server.crowd = crowd;
          this.#context.crowded?.(crowd);
        });
      }
      void server.ended.then(() => {
        this.#running.delete(server);
        this.#context.disowns(leftover);
      });
    }
    return server;
  }

  /** Those that run, by service; the programs next to the app are the app's. */
  get owners(): Owners {
    const pids: Partial<Record<ServiceName, readonly number[]>> = {};
    for (const { service, pid } of this.#running)
      if (pid !== undefined) pids[service] = [...(pids[service] ?? []), pid];
    return pids;
  }

  /** Ends all of them at once. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#running].map((server) => server.end()));
  }
}

interface Start {
  readonly processes: Processes;
  readonly signal: AbortSignal;
  /** Leaves nothing behind. */
  readonly stop: () => Promise<void>;
}

/** @throws what the start throws, an AbortError after a cancel; either way `stop` has been called by then */
export async function startOrStop<T>(
  { processes, signal, stop }: Start,
  start: () => Promise<T>,
): Promise<T> {
  // Without its processes, a start that is under way fails by itself.
  const cancel = () => void processes.stop();
  signal.addEventListener("abort", cancel);
  if (signal.aborted) cancel();
  try {
    return await start();
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/**
 * Asks until the server answers.
 * @throws LabError with its last lines when it ends instead, or does not answer in time, by default 30 s
 */
export async function untilItAnswers<T>(
  server: ServerProcess,
  ask: () => Promise<T>,
  withinMs = startDeadline,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let end: string | undefined;
  const ended = server.ended.then((how) => {
    end = how;
    throw new Error(how);
  });
  for (;;) {
    try {
      return await Promise.race([ask(), ended]);
    } catch (error) {
      if (end === undefined && performance.now() > deadline) {
        end = `no answer in ${withinMs / 1000} s: ${explain(error, "en")}`;
      }
      if (end !== undefined) throw serverDidNotStart(server.service, end, server.log.lines);
      await sleep(15);
    }
  }
}
