// A process of its own that runs the servers of one stack, so that they are gone when the editor is gone.
import {
  type ClientSide,
  openChannel,
  type StartedStack,
  type StartRequest,
  type SupervisorSide,
} from "./channel.ts";
import type { Crowd } from "./crowd.ts";
import { EmbeddedEngine } from "./engines/embedded/engine.ts";
import { register } from "./engines/embedded/run-folders.ts";
import type { Engine, Leftover, RunningEngine } from "./engines/engine.ts";
import { lockLab } from "./lab-lock.ts";
import { Leftovers, removeFolder } from "./leftovers.ts";
import type { AppProgram, EngineName, Operations, StackProgress } from "./stack.ts";
import { WatchdogClient } from "./watchdog-client.ts";

const leftovers = new Leftovers();
const stop = new AbortController();
const stopRequested = new Promise<void>((resolve) => {
  stop.signal.addEventListener("abort", () => resolve());
});
let running: RunningEngine | undefined;
/** Of a lab folder whose data stay: one stack at a time. */
let lock: (Leftover & { kind: "folder" }) | undefined;
let isEnding = false;
let watchdog: WatchdogClient | undefined;
/** Programs next to the app, by the number that the client gave them. */
const programs = new Map<number, AppProgram>();

/** An engine that has not stopped after this time never will. Milliseconds. */
const patience = 20_000;
stop.signal.addEventListener("abort", () => {
  setTimeout(() => void giveUp(new Error("The engine did not stop in time.")), patience).unref();
});

const own: Omit<SupervisorSide, keyof Operations> = {
  start,
  stop: () => stop.abort(),
  alive: () => undefined,
  runProgram: async (program, request) => {
    const started = await engine().run(request, (line) => void client.programPrinted.asEvent(program, line));
    programs.set(program, started);
    void started.ended.then((how) => {
      programs.delete(program);
      void client.programEnded.asEvent(program, how);
    });
  },
  writeToProgram: (program, line) => programs.get(program)?.write(line),
  endProgram: async (program, how) => programs.get(program)?.[how](),
};
const client = openChannel<ClientSide, typeof own>(process, own, {
  // Any other name is an operation of the stack; the client's type allows no more.
  resolver: (name, ours) => ours ?? ((...args) => Reflect.apply(Reflect.get(engine(), name), engine(), args)),
});

process.on("disconnect", () => stop.abort());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
// The client reads our errors; when it is gone, writing one must not end us before the servers have ended.
process.stderr.on("error", () => undefined);
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => void giveUp(error));
}
if (!process.connected) await leave(1);

/** Begins the life of a stack. Where that fails, this process ends, and nothing is left by then. */
async function start(name: EngineName, request: StartRequest): Promise<StartedStack> {
  try {
    const chosen = await engineNamed(name);
    watchdog = new WatchdogClient(request.distFolder);
    const context = {
      ...request,
      signal: stop.signal,
      progress: (update: StackProgress) => void client.progress.asEvent(update),
      owns,
      disowns,
      crowded: (crowd: Crowd) => void client.crowded.asEvent(crowd),
    };
    if (request.keepData) lock = await lockLab(request.stackFolder, context);
    if (lock) owns(lock);
    running = await chosen.start(context);
    void supervise(running);
    const { endpoints, versions, startParts } = running;
    return { endpoints, versions, startParts };
  } catch (error) {
    return giveUp(error);
  }
}

function owns(leftover: Leftover): void {
  leftovers.add(leftover);
  watchdog?.tell({ owns: leftover });
  writeDown();
  void client.owns.asEvent(leftover);
}

function disowns(leftover: Leftover): void {
  leftovers.delete(leftover);
  watchdog?.tell({ disowns: leftover });
  writeDown();
  void client.disowns.asEvent(leftover);
}

/** For the next start, in case the watchdog is killed as well. */
function writeDown(): void {
  for (const leftover of leftovers)
    if (leftover.kind === "folder") register(leftover.path, leftovers, isEnding);
}

/** A start in another window waits from now on. */
function sayThatItEnds(): void {
  isEnding = true;
  writeDown();
}

/** The rest of its life. Whatever happens, nothing of it is left at the end. */
async function supervise(engine: RunningEngine): Promise<void> {
  try {
    const death = await Promise.race([engine.died, stopRequested]);
    sayThatItEnds();
    if (death) void client.failed.asEvent(death);
    await engine.stop();
    if (lock) {
      // In this order: once it is free, it may be another window's, which nobody may remove.
      disowns(lock);
      await removeFolder(lock.path);
    }
    await leave(0);
  } catch (error) {
    await giveUp(error);
  }
}

function engine(): RunningEngine {
  if (!running) throw new Error("No stack is running.");
  return running;
}

async function engineNamed(name: EngineName): Promise<Engine> {
  if (name === "embedded") return new EmbeddedEngine();
  if (name === "attach") {
    const { AttachEngine } = await import("./engines/attach/engine.ts");
    return new AttachEngine();
  }
  const { ComposeEngine } = await import("./engines/compose/engine.ts");
  return new ComposeEngine();
}

async function giveUp(error: unknown): Promise<never> {
  sayThatItEnds();
  void client.failed.asEvent(error);
  await leftovers.remove();
  return leave(1);
}

/** Says the last word, lets it reach the client, then exits. */
async function leave(code: number): Promise<never> {
  await watchdog?.end();
  await client.gone.asEvent();
  process.exit(code);
}
