import type { CounterWrite } from "../common/counter-write.ts";

/** A write over a value that had moved on since it was read. */
export interface Overwrite {
  readonly write: CounterWrite;
  /** The hits that it took out of the counter, the earliest first; null: one of an earlier run, or of a batch. */
  readonly undone: readonly (CounterWrite | null)[];
  /** How many hits it brought back, because it had read them before others undid them. */
  readonly restored: number;
}

export interface Overwrites {
  readonly overwrites: readonly Overwrite[];
  /** The writes that are not in the counter at the end, in their order. */
  readonly lost: readonly CounterWrite[];
}

/** What the counter holds after a write: that hit, and all that the value held which it was based on. */
interface Version {
  /** Null: what was there before, or one more hit of a batch. */
  readonly write: CounterWrite | null;
  readonly value: number;
  readonly base: Version | undefined;
  /** Later ones have larger numbers. */
  readonly number: number;
}

/**
 * Who undid whose hits. A write of "what I read, plus one" makes the counter hold what was there when it was read, and
 * its own hit; whatever others have added in between is gone, and whatever they had undone by then is back.
 * @param writes in the order in which their rows saw them
 */
export function findOverwrites(writes: readonly CounterWrite[]): Overwrites {
  const rows = [...Map.groupBy(writes, ({ slot }) => slot).values()].map(overwritesOfRow);
  return {
    overwrites: rows.flatMap(({ overwrites }) => overwrites),
    lost: rows.flatMap(({ lost }) => lost),
  };
}

function overwritesOfRow(writes: readonly CounterWrite[]): Overwrites {
  const history = new History(writes[0]?.before ?? 0);
  const overwrites: Overwrite[] = [];
  for (const write of writes) {
    const before = history.latest;
    history.add(write);
    const change = changeBetween(before, history.latest);
    if (change.undone.length > 0 || change.restored > 0) overwrites.push({ write, ...change });
  }
  const held = new Set<CounterWrite | null>();
  for (let version: Version | undefined = history.latest; version; version = version.base)
    held.add(version.write);
  return { overwrites, lost: writes.filter((write) => !held.has(write)) };
}

class History {
  latest: Version;
  /** The latest version with this value. */
  readonly #byValue = new Map<number, Version>();

  constructor(value: number) {
    this.latest = { write: null, value, base: undefined, number: 0 };
    this.#byValue.set(value, this.latest);
  }

  add(write: CounterWrite): void {
    let base = this.#baseOf(write);
    // One version for each further hit of a batch, so that each can be undone.
    while (base.value < write.after - 1) base = this.#append(null, base.value + 1, base);
    this.#append(write, write.after, base);
  }

  #baseOf({ before, after, relative }: CounterWrite): Version {
    // An empty batch adds nothing, and undoes nothing.
    if (relative && after >= before) return this.latest;
    const read = this.#byValue.get(after - 1);
    if (read) return read;
    if (after > before) return this.latest;
    // A value from before the first write that was recorded.
    return this.#append(null, after - 1, undefined);
  }

  #append(write: CounterWrite | null, value: number, base: Version | undefined): Version {
    this.latest = { write, value, base, number: this.latest.number + 1 };
    this.#byValue.set(value, this.latest);
    return this.latest;
  }
}

function changeBetween(before: Version, after: Version): Omit<Overwrite, "write"> {
  const undone: (CounterWrite | null)[] = [];
  let restored = 0;
  let [old, now]: [Version, Version] = [before, after];
  while (old !== now) {
    if (now.base && now.number > old.number) {
      // What is later than the state before is the write itself.
      if (now.number <= before.number) restored += 1;
      now = now.base;
    } else if (old.base) {
      undone.push(old.write);
      old = old.base;
    } else {
      // It was based on a value from before the first write that was recorded.
      for (let value = now.value; value < old.value; value += 1) undone.push(null);
      break;
    }
  }
  return { undone: undone.reverse(), restored };
}
