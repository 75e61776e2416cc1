import { setTimeout as sleep } from "node:timers/promises";
import { apps } from "./apps.ts";
import { untilPgbouncerConnects } from "./connections/pgbouncer.ts";
import { stackError } from "./errors.ts";
import { anotherOwnApp } from "./own-app/contract.ts";
import { ownAppError } from "./own-app/errors.ts";
import {
  type Durability,
  type Operations,
  type ServiceName,
  type Stack,
  serviceNames,
  servicesOf,
} from "./stack.ts";
import type { SupervisorClient } from "./supervisor-client.ts";

type Facts = Pick<Stack, "engine" | "composition" | "endpoints" | "versions" | "startParts">;

/** A stack that a supervisor runs: its operations, and what is known of it here without asking. */
export function runningStack(facts: Facts, supervisor: SupervisorClient): Stack {
  const { operations } = supervisor;
  const { engine, composition, endpoints } = facts;
  const down = new Set<ServiceName>();
  // As compose.yaml has it, until it is changed.
  let durability: Durability | null = engine === "attach" ? null : "aof-everysec";
  let isOver = false;
  void supervisor.ended.then(() => {
    isOver = true;
  });
  const requirePresent = (service: ServiceName) => {
    if (!servicesOf(composition).includes(service)) throw stackError("not-in-stack", { service });
  };

  const known: Omit<Stack, keyof Operations> & Partial<Operations> = {
    ...facts,
    ended: supervisor.ended,
    get down() {
      return serviceNames.filter((service) => down.has(service));
    },
    get durability() {
      return durability;
    },
    // A stack that is gone has no logs.
    logs: (since) =>
      operations.logs(since).catch((error: unknown) => {
        if (isOver) return [];
        throw error;
      }),
    async kill(service, signal) {
      requirePresent(service);
      const wasDown = down.has(service);
      down.add(service);
      try {
        await operations.kill(service, signal);
      } catch (error) {
        // A refused kill has killed nothing.
        if (!wasDown) down.delete(service);
        throw error;
      }
    },
    async recover(service) {
      requirePresent(service);
      await operations.recover(service);
      down.delete(service);
      const { pgbouncer } = endpoints;
      const isBetween = service === "postgres" && !down.has("pgbouncer");
      if (isBetween && pgbouncer !== undefined) await untilPgbouncerConnects(pgbouncer);
    },
    async setDurability(next) {
      await operations.setDurability(next);
      durability = next;
    },
    async run(request, onLine) {
      if (composition.own) {
        if (request.file === anotherOwnApp) return supervisor.run(request, onLine);
        throw ownAppError("own-action", { action: request.file });
      }
      const { extension, runtime } = apps[composition.app];
      const file = request.file.includes(".") ? request.file : request.file + extension;
      if (!file.endsWith(extension)) throw stackError("needs-node-app", { file, runtime });
      return supervisor.run({ ...request, file }, onLine);
    },
    async pause(service, ms, signal) {
      requirePresent(service);
      signal.throwIfAborted();
      await operations.freeze(service);
      try {
        const over = new AbortController();
        void supervisor.ended.then(() => over.abort());
        await sleep(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) });
      } finally {
        // A stack that is gone holds nothing frozen.
        await operations.thaw(service).catch(() => undefined);
      }
    },
    onCrowd(tell) {
      supervisor.onCrowd.add(tell);
      return () => void supervisor.onCrowd.delete(tell);
    },
    stop: () => supervisor.stop(),
  };
  const isKnown = (name: string | symbol) => typeof name === "symbol" || name in known;
  // Every member of `Stack` that is not in `known` is one of the operations.
  return new Proxy(known, {
    get: (_, name) => Reflect.get(isKnown(name) ? known : operations, name),
  }) as Stack;
}
