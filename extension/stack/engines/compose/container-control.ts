import type { FaultSignal, ServiceName } from "../../stack.ts";
import type { RunningEngine } from "../engine.ts";
import { docker } from "./docker.ts";
import { composeFailed, saidBy } from "./errors.ts";
import type { ComposeCommand } from "./services.ts";

/** How long an orderly end may take, milliseconds. */
const orderlyEnd = 8_000;
const recoverWithin = 60_000;

type Control = Pick<RunningEngine, "kill" | "recover" | "freeze" | "isStopped" | "thaw">;

/** Kills containers and brings them back, one after another. `down` holds those that are meant to be dead. */
export function containerControl(compose: ComposeCommand, down: Set<ServiceName>): Control {
  const frozen = new Set<ServiceName>();
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const turn = work.then(task, task);
    work = turn.catch(() => undefined);
    return turn;
  };
  const thaw = async (service: ServiceName) => {
    if (frozen.delete(service)) await runCompose(compose, ["unpause", service]);
  };
  return {
    kill: (service, signal) =>
      inTurn(async () => {
        if (down.has(service)) return;
        await thaw(service);
        down.add(service);
        await end(compose, service, signal);
      }),
    recover: (service) =>
      inTurn(async () => {
        if (!down.has(service)) return;
        await runCompose(
          compose,
          ["up", "--detach", "--no-deps", "--no-build", "--wait", service],
          recoverWithin,
        );
        down.delete(service);
      }),
    freeze: (service) =>
      inTurn(async () => {
        if (down.has(service) || frozen.has(service)) return;
        await runCompose(compose, ["pause", service]);
        frozen.add(service);
      }),
    isStopped: async (service) =>
      (await compose(["ps", "--status", "paused", "--quiet", service])).stdout.trim() !== "",
    thaw: (service) => inTurn(() => thaw(service)),
  };
}

async function end(compose: ComposeCommand, service: ServiceName, signal: FaultSignal): Promise<void> {
  const { stdout } = await compose(["ps", "--quiet", service]);
  const container = stdout.trim();
  // SIGINT is PostgreSQL's fast shutdown; at SIGTERM it would wait until its last client has gone.
  const name = signal === "SIGTERM" && service === "postgres" ? "SIGINT" : signal;
  await runCompose(compose, ["kill", "--signal", name, service]);
  const { code } = await docker(["wait", container], { timeout: orderlyEnd });
  if (code !== 0) await compose(["kill", service]);
}

/** @throws LabError `compose-failed` */
export async function runCompose(
  compose: ComposeCommand,
  words: readonly string[],
  timeout?: number,
): Promise<void> {
  const result = await compose(words, timeout);
  if (result.code !== 0) throw composeFailed([`${words.join(" ")}:`, ...saidBy(result).slice(-7)]);
}
