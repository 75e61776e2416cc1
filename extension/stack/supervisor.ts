// A process of its own that runs the servers of one stack, so that they are gone when the editor is gone.
import { EmbeddedEngine } from "./engines/embedded/engine.ts";
import type { Engine, RunningEngine } from "./engines/engine.ts";
import { Leftovers } from "./leftovers.ts";
import { type Answers, type FromSupervisor, type Question, type ToSupervisor, toPlain } from "./protocol.ts";
import type { AppProgram, EngineName, ProgramRequest } from "./stack.ts";

const leftovers = new Leftovers();
const stop = new AbortController();
const stopRequested = new Promise<void>((resolve) => {
  stop.signal.addEventListener("abort", () => resolve());
});
let running: RunningEngine | undefined;
/** What runs beside the app, by the number that the parent gave it. */
const programs = new Map<number, AppProgram>();

/** An engine that has not stopped after so long never will. Milliseconds. */
const patience = 20_000;
stop.signal.addEventListener("abort", () => {
  setTimeout(() => void giveUp(new Error("The engine did not stop in time.")), patience).unref();
});

process.on("message", (message: ToSupervisor) => {
  if (message.type === "start") void supervise(message);
  else if (message.type === "ask") void answer(message);
  else if (message.type === "write") programs.get(message.program)?.write(message.line);
  else stop.abort();
});
process.on("disconnect", () => stop.abort());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
// The parent reads our errors; when it is gone, writing one must not end us before the servers have ended.
process.stderr.on("error", () => undefined);
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => void giveUp(error));
}
if (!process.connected) await leave(1);

/** The whole life of a stack. Whatever happens, nothing of it is left at the end. */
async function supervise(request: ToSupervisor & { type: "start" }): Promise<void> {
  try {
    const engine = await engineOf(request.engine);
    running = await engine.start({
      ...request,
      signal: stop.signal,
      progress: (update) => send({ type: "progress", update }),
      owns: (leftover) => {
        leftovers.add(leftover);
        send({ type: "owns", leftover });
      },
      disowns: (leftover) => {
        leftovers.delete(leftover);
        send({ type: "disowns", leftover });
      },
    });
    const { endpoints, versions, startParts } = running;
    send({ type: "started", endpoints, versions, startParts });
    const death = await Promise.race([running.died, stopRequested]);
    if (death) send({ type: "failed", error: toPlain(death) });
    await running.stop();
    await leave(0);
  } catch (error) {
    await giveUp(error);
  }
}

async function engineOf(name: EngineName): Promise<Engine> {
  if (name === "embedded") return new EmbeddedEngine();
  if (name === "attach") {
    const { AttachEngine } = await import("./engines/attach/engine.ts");
    return new AttachEngine();
  }
  const { ComposeEngine } = await import("./engines/compose/engine.ts");
  return new ComposeEngine();
}

async function giveUp(error: unknown): Promise<void> {
  send({ type: "failed", error: toPlain(error) });
  await leftovers.remove();
  await leave(1);
}

async function answer({ id, question }: ToSupervisor & { type: "ask" }): Promise<void> {
  try {
    if (!running) throw new Error("No stack is running.");
    send({ type: "answer", id, answer: await answerOf(running, question) });
  } catch (error) {
    send({ type: "refusal", id, error: toPlain(error) });
  }
}

async function answerOf(engine: RunningEngine, question: Question): Promise<Answers[keyof Answers]> {
  switch (question.name) {
    case "logs":
      return engine.logs(new Date(question.since));
    case "run":
      await run(engine, question.program, question.request);
      return null;
    case "end":
      await programs.get(question.program)?.[question.how]();
      return null;
    case "kill":
      await engine.kill(question.service, question.signal);
      return null;
    case "durability":
      await engine.setDurability(question.durability);
      return null;
    case "recover":
    case "freeze":
    case "thaw":
      await engine[question.name](question.service);
      return null;
  }
}

async function run(engine: RunningEngine, program: number, request: ProgramRequest): Promise<void> {
  const started = await engine.run(request, (line) => send({ type: "line", program, line }));
  programs.set(program, started);
  void started.ended.then((how) => {
    programs.delete(program);
    send({ type: "ended", program, how });
  });
}

function send(message: FromSupervisor): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** Says the last word, lets it reach the parent, then exits. */
async function leave(code: number): Promise<void> {
  if (process.connected) {
    await new Promise<void>((resolve) => process.send?.({ type: "gone" }, () => resolve()));
  }
  process.exit(code);
}
