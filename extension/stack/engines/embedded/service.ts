import { setTimeout as sleep } from "node:timers/promises";
import { allGone, childrenOf, descendantsOf, signalAll } from "../../children.ts";
import { stackError } from "../../errors.ts";
import { isStopped } from "../../process-state.ts";
import type { ServerProcess } from "../../server-process.ts";
import type { FaultSignal, LogLine, ServiceName } from "../../stack.ts";
import { serverDied } from "../../start-trouble.ts";
import type { EngineContext } from "../engine.ts";

interface ServiceOptions extends Pick<EngineContext, "owns" | "disowns"> {
  readonly server: ServerProcess;
  /** Starts it again with the same data on the same port. */
  readonly again: () => Promise<ServerProcess>;
}

/** The log covers this many restarts of a server. */
const lives = 4;
/** How long another process may hold its port, or a dying PostgreSQL its shared memory. Milliseconds. */
const patience = 5_000;
const passing = /address already in use|could not bind|bind: |EADDRINUSE|pre-existing shared memory/i;

/** A server that can be killed and brought back. */
export class Service {
  readonly name: ServiceName;
  /** Resolves with the error that says how it died, unless it was killed on purpose. */
  readonly died: Promise<Error>;
  readonly #options: ServiceOptions;
  readonly #death = Promise.withResolvers<Error>();
  #servers: readonly ServerProcess[] = [];
  #isUp = true;
  #frozen: readonly number[] = [];
  #work: Promise<unknown> = Promise.resolve();

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.name = options.server.service;
    this.died = this.#death.promise;
    this.#watch(options.server);
  }

  /** Its process, while it is up. */
  get server(): ServerProcess | undefined {
    return this.#isUp ? this.#servers.at(-1) : undefined;
  }

  kill(signal: FaultSignal): Promise<void> {
    return this.#inTurn(async () => {
      const { server } = this;
      if (!server) return;
      this.#isUp = false;
      this.thaw();
      if (signal === "SIGKILL") await crash(server);
      else await server.kill(this.name === "postgres" ? "SIGINT" : "SIGTERM");
    });
  }

  /** Freezes it and its children: PostgreSQL has one for each connection. */
  freeze(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#frozen.length > 0 || this.server?.pid === undefined) return;
      if (process.platform === "win32") throw stackError("cannot-freeze");
      const { pid } = this.server;
      this.#frozen = [pid];
      signalAll([pid], "SIGSTOP");
      const children = await childrenOf(pid);
      // Thawed meanwhile: the stack is being stopped.
      if (this.#frozen.length === 0) return;
      // Frozen processes do not notice that their parent has ended.
      for (const child of children) this.#options.owns({ kind: "process", pid: child });
      this.#frozen = [pid, ...children];
      signalAll(children, "SIGSTOP");
    });
  }

  async isStopped(): Promise<boolean> {
    const pid = this.server?.pid;
    return pid !== undefined && (await isStopped(pid));
  }

  thaw(): void {
    const [pid, ...children] = this.#frozen;
    this.#frozen = [];
    if (pid === undefined) return;
    signalAll([...children, pid], "SIGCONT");
    for (const child of children) this.#options.disowns({ kind: "process", pid: child });
  }

  /** @throws LabError when it does not start any more; it stays down then */
  recover(): Promise<void> {
    return this.#inTurn(async () => {
      // The lab is just ending it.
      if (this.server?.crowd) await this.server.ended;
      if (this.#isUp) return;
      const server = await this.#again();
      this.#isUp = true;
      this.#watch(server);
    });
  }

  logsSince(date: Date): { readonly at: number; readonly line: LogLine }[] {
    return this.#servers.flatMap(({ log }) => log.since(date));
  }

  async #again(): Promise<ServerProcess> {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        return await this.#options.again();
      } catch (error) {
        if (performance.now() > deadline || !(error instanceof Error && passing.test(error.message)))
          throw error;
        await sleep(200);
      }
    }
  }

  #watch(server: ServerProcess): void {
    this.#servers = [...this.#servers, server].slice(-lives);
    void server.ended.then((how) => {
      if (this.server !== server) return;
      const die = () => this.#death.resolve(serverDied(this.name, how, server.log.lines));
      if (!server.crowd) return die();
      this.#isUp = false;
      this.thaw();
      this.recover().catch(die);
    });
  }

  /** One operation after another: a kill during a recovery waits until the server is back. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#work.then(work, work);
    this.#work = turn.catch(() => undefined);
    return turn;
  }
}

/** Kills the children too, as when a container is killed. PostgreSQL's would otherwise finish their work. */
async function crash(server: ServerProcess): Promise<void> {
  if (server.pid === undefined) return;
  // While frozen it starts no more children.
  if (process.platform !== "win32") signalAll([server.pid], "SIGSTOP");
  const children = await descendantsOf(server.pid);
  signalAll(children, "SIGKILL");
  await server.kill("SIGKILL");
  await allGone(children);
}
