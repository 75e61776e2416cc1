import type { HitTrace } from "../../inspection/witness/app-trace.ts";
import type { SeenCommand } from "../../inspection/witness/redis-witness.ts";
import type { BufferCommand } from "../../ledger/thrown-away.ts";

/** The commands on the counter in Redis that the hits of a run increase, with the hit or the "process" of each. */
export function bufferCommands(
  commands: readonly SeenCommand[],
  traces: readonly HitTrace[],
  before: number,
): BufferCommand[] {
  const key = counterOf(traces);
  if (key === undefined) return [];
  const adders = addersByValue(traces, key);
  const removers = removersInOrder(traces, key);
  const found: BufferCommand[] = [];
  let value = before;
  for (const { name, at, adds } of commands.filter((command) => command.key === key)) {
    if (adds > 0) {
      value += adds;
      const by = adders.get(value)?.shift() ?? null;
      for (let hit = 1; hit <= adds; hit += 1) found.push({ kind: "add", by: hit === adds ? by : null, at });
    } else if (name === "DEL" || name === "GETDEL") {
      // A command that is not from the app: no "process" has read the buffer before it.
      const { by, took } = removers.shift() ?? { by: null, took: 0 };
      if (value > 0 || by !== null) found.push({ kind: "remove", by, at, took });
      value = 0;
    }
  }
  return found;
}

/**
 * The commands on the counter of an app that tells nothing of itself: what a removal took is what the last GET before it
 * had read, or all of it with GETDEL. One "process" at a time is so; several at once may be told apart wrongly.
 */
export function commandsOnKey(
  commands: readonly SeenCommand[],
  key: string,
  before: number,
): BufferCommand[] {
  const found: BufferCommand[] = [];
  let value = before;
  let read = 0;
  for (const { name, at, adds } of commands.filter((command) => command.key === key)) {
    if (adds > 0) {
      value += adds;
      for (let hit = 1; hit <= adds; hit += 1) found.push({ kind: "add", by: null, at });
    } else if (name === "GET") read = value;
    else if (name === "DEL" || name === "GETDEL") {
      if (value > 0) found.push({ kind: "remove", by: null, at, took: name === "GETDEL" ? value : read });
      value = 0;
    }
  }
  return found;
}

/** True where the hits of a run increase a counter in Redis. */
export function hasBuffer(traces: readonly HitTrace[]): boolean {
  return counterOf(traces) !== undefined;
}

function counterOf(traces: readonly HitTrace[]): string | undefined {
  for (const { steps } of traces) {
    for (const { text } of steps) {
      const [, key] = /^incr(?:by)? (\S+)/i.exec(text) ?? [];
      if (key !== undefined) return key;
    }
  }
  return undefined;
}

interface Asked {
  readonly by: string;
  readonly value: number | null;
  readonly answeredAt: number | null;
}

/** Each time that this command was sent, whatever its letters. */
function stepsOf(traces: readonly HitTrace[], command: string, key: string): Asked[] {
  const wanted = `${command} ${key}`.toLowerCase();
  return traces.flatMap(({ id, steps }) =>
    steps
      .filter(({ text }) => text.toLowerCase() === wanted)
      .map(({ value, answeredAt }) => ({ by: id, value, answeredAt })),
  );
}

/** The one without an answer was asked before the server or the connection died: it is the last. */
function byAnswer(asked: readonly Asked[]): Asked[] {
  return asked.toSorted((a, b) => (a.answeredAt ?? Infinity) - (b.answeredAt ?? Infinity));
}

/** INCR answers with the new value, and so says which of the INCRs that Redis ran it was. Redis-py sends INCRBY. */
function addersByValue(traces: readonly HitTrace[], key: string): Map<number, string[]> {
  const adders = new Map<number, string[]>();
  for (const { by, value } of byAnswer([
    ...stepsOf(traces, "incr", key),
    ...stepsOf(traces, "incrby", `${key} 1`),
  ])) {
    if (value === null) continue;
    const same = adders.get(value);
    if (same) same.push(by);
    else adders.set(value, [by]);
  }
  return adders;
}

/** Each with what it had read of the buffer. */
function removersInOrder(traces: readonly HitTrace[], key: string): { by: string; took: number }[] {
  const reads = new Map(stepsOf(traces, "get", key).map(({ by, value }) => [by, value ?? 0]));
  // GETDEL reads and removes in one.
  const atOnce = stepsOf(traces, "getdel", key);
  const later = stepsOf(traces, "del", key).map((asked) => ({ ...asked, value: reads.get(asked.by) ?? 0 }));
  return byAnswer([...atOnce, ...later]).map(({ by, value }) => ({ by, took: value ?? 0 }));
}
