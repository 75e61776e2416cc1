import assert from "node:assert/strict";
import { test } from "node:test";
import { follow } from "./orders.ts";
import { type Answer, type Hit, play, type Witness } from "./schedule.ts";

/** One row with a lock, as PostgreSQL keeps it: who asks for it while another has it waits until that one commits. */
class Row implements Witness {
  owner: Client | undefined;
  readonly queue: Client[] = [];
  committed = 0;

  async waits(pid: number, others: readonly number[]): Promise<boolean> {
    const waiting = this.queue.some((client) => client.pid === pid);
    return waiting && this.owner !== undefined && others.includes(this.owner.pid);
  }

  async stored(): Promise<number> {
    return this.committed;
  }
}

const program = ["lock", "write", "commit"] as const;

/** A hit that locks the row, writes it and commits. */
class Client implements Hit {
  readonly name: string;
  readonly pid: number;
  readonly failure = null;
  #place = 0;
  readonly #row: Row;
  #granted = () => {};

  constructor(name: string, row: Row) {
    this.name = name;
    this.pid = name.charCodeAt(0);
    this.#row = row;
  }

  get next() {
    const statement = program[this.#place];
    return statement === undefined ? null : { statement, pid: this.pid };
  }

  async go(): Promise<Answer> {
    const statement = program[this.#place] ?? "";
    if (statement === "lock") await this.#lock();
    if (statement === "commit") this.#commit();
    this.#place += 1;
    return { answer: statement, error: null };
  }

  async #lock(): Promise<void> {
    if (this.#row.owner) {
      this.#row.queue.push(this);
      await new Promise<void>((resolve) => {
        this.#granted = resolve;
      });
    }
    this.#row.owner = this;
  }

  #commit(): void {
    this.#row.committed += 1;
    const next = this.#row.queue.shift();
    this.#row.owner = next;
    if (next) next.#granted();
  }
}

const impossible = (order: string) => new RangeError(order);

async function played(letters: string, names: string): Promise<string[]> {
  const row = new Row();
  const hits = [...names].map((name) => new Client(name, row));
  const steps = await play(hits, row, follow(letters, impossible));
  return steps.map(({ client, statement, answer, stored }) =>
    [client, statement ?? "(on)", answer ?? "waits", stored ?? "-"].join(" "),
  );
}

test("whoever waits is passed over, goes on by itself, and then has its turn again", async () => {
  assert.deepEqual(await played("ABAABB", "AB"), [
    "A lock lock 0",
    "B lock waits 0",
    "A write write 0",
    "A commit commit -",
    "B (on) lock 1",
    "B write write 1",
    "B commit commit 2",
  ]);
});

test("who waits cannot be chosen", async () => {
  await assert.rejects(played("ABB", "AB"), new RangeError("ABB"));
});

test("of two that wait, one goes on and the other waits for it", async () => {
  assert.deepEqual(await played("ABCAABBCC", "ABC"), [
    "A lock lock 0",
    "B lock waits 0",
    "C lock waits 0",
    "A write write 0",
    "A commit commit -",
    "B (on) lock 1",
    "B write write 1",
    "B commit commit -",
    "C (on) lock 2",
    "C write write 2",
    "C commit commit 3",
  ]);
});

test("two that wait for each other go on when one of them is refused", async () => {
  const refusal = Promise.withResolvers<void>();
  /** Locks its own row, then asks for the other one's until the server refuses one of them. */
  const hit = (name: string, pid: number, answer: Answer) => {
    const self = {
      name,
      failure: null,
      next: { statement: "own", pid } as Hit["next"],
      async go() {
        if (self.next?.statement === "own") {
          self.next = { statement: "other", pid };
          return { answer: "own", error: null };
        }
        await refusal.promise;
        self.next = null;
        return answer;
      },
    };
    return self;
  };
  const hits = [
    hit("A", 1, { answer: "UPDATE 1", error: null }),
    hit("B", 2, { answer: "", error: "40P01" }),
  ];
  let looks = 0;
  const witness: Witness = {
    waits: async () => {
      // The server looks for deadlocks only after a while.
      looks += 1;
      if (looks === 5) refusal.resolve();
      return looks <= 5;
    },
    stored: async () => 1,
  };
  const steps = await play(hits, witness, follow("ABAB", impossible));
  assert.deepEqual(
    steps.slice(2).map(({ client, answer, error }) => [client, answer, error]),
    [
      ["A", null, null],
      ["B", null, null],
      ["A", "UPDATE 1", null],
      ["B", "", "40P01"],
    ],
  );
});

test("a program that ends while it sends is told as it is", async () => {
  const dead: Hit = {
    name: "A",
    failure: null,
    next: { statement: "lock", pid: 1 },
    go: () => Promise.reject(new RangeError("ended")),
  };
  const witness: Witness = { waits: async () => false, stored: async () => 0 };
  await assert.rejects(play([dead], witness, follow("A", impossible)), new RangeError("ended"));
});
