// The strategies of the running app.
import { setTimeout as sleep } from "node:timers/promises";
import { brokerMissing } from "./brokers.ts";
import { addRows } from "./counter-rows.ts";
import { LiveStrategies } from "./live-strategies.ts";
import { isAvailable, type Strategy } from "./strategies.ts";

let started = false;
/** Those without a counter row, because PostgreSQL was down when they were saved. */
const withoutRow = new Map<string, Strategy>();
export const strategies = new LiveStrategies(async (name, strategy) => {
  // At the start, all are prepared together.
  if (!started) return;
  withoutRow.set(name, strategy);
  await addMissingRows().catch((error) => console.error(error));
  await open([strategy]);
});
await strategies.refresh();
/** Before the first hit. @throws what PostgreSQL throws */
export async function prepare(): Promise<void> {
  const all = [...strategies.all];
  await addRows(all);
  await open(all.map(([, strategy]) => strategy));
  started = true;
  strategies.watch();
}

export async function addMissingRows(): Promise<void> {
  if (withoutRow.size === 0) return;
  await addRows([...withoutRow]);
  withoutRow.clear();
}

/** A server or broker may be unavailable, and one that never answers keeps nobody waiting. */
async function open(those: readonly Strategy[]): Promise<void> {
  const opening = those.filter(isAvailable).map(async (strategy) => strategy.open?.());
  await Promise.race([Promise.allSettled(opening), sleep(3_000, undefined, { ref: false })]);
}

export function find(name: string): Strategy {
  const strategy = strategies.get(name);
  if (strategy?.needs && !isAvailable(strategy)) {
    throw new Rejection(503, "not-in-stack", brokerMissing(name, strategy.needs));
  }
  if (strategy) return strategy;
  findMistake(name);
  const names = [...strategies.all.keys()].join(", ");
  throw new Rejection(404, "unknown-strategy", `There is no strategy "${name}". There are: ${names}.`);
}

/** An earlier text never stands in for one that cannot run; what its hits have left in a buffer can be read. */
export function findRunning(name: string): Strategy {
  findMistake(name);
  return find(name);
}

function findMistake(name: string): void {
  const mistake = strategies.mistakeOf(name);
  if (!mistake) return;
  const { message, line, column } = mistake;
  const file = `strategies/${name}.ts`;
  const thrown = `${message} (${file}:${line})`;
  throw new Rejection(503, "does-not-load", `${file}:${line}:${column}: ${message}`, thrown);
}

export function list() {
  return [...strategies.all].map(([name, strategy]) => ({
    name,
    about: strategy.about,
    processes: strategy.process !== undefined,
    buffers: strategy.pending !== undefined,
    storesIds: strategy.storesIds === true,
    ...(strategy.needs && { needs: strategy.needs, available: isAvailable(strategy) }),
  }));
}

/** An error for a request that the app rejects before it reaches a strategy. */
export class Rejection extends Error {
  readonly status: number;
  readonly code: string;
  /** As in a refusal. */
  readonly thrown: string | undefined;
  constructor(status: number, code: string, message: string, thrown?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.thrown = thrown;
  }
}
