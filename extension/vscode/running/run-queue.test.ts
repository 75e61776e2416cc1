import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Execution, type RunEnd, RunQueue } from "./run-queue.ts";

type Script = "succeeds" | "unexpected" | "fails" | "throws" | "waits-for-cancel";

class Recorded implements Execution {
  readonly name: string;
  readonly script: Script;
  readonly log: string[];
  readonly #controller = new AbortController();
  ended: (boolean | undefined)[] = [];

  constructor(name: string, script: Script, log: string[]) {
    this.name = name;
    this.script = script;
    this.log = log;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.#controller.abort();
  }

  start(): void {
    assert.deepEqual(this.ended, [], `${this.name} started after its end`);
    this.log.push(`start ${this.name}`);
  }

  end(success: boolean | undefined): void {
    this.ended.push(success);
    this.log.push(`end ${this.name} ${success}`);
  }
}

async function run(execution: Recorded): Promise<RunEnd> {
  await Promise.resolve();
  if (execution.script === "throws") throw new Error("broken");
  if (execution.script === "waits-for-cancel") {
    await new Promise<void>((resolve) => {
      if (execution.signal.aborted) resolve();
      execution.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    return undefined;
  }
  return execution.script === "unexpected" ? "unexpected" : execution.script === "succeeds";
}

function setUp() {
  const log: string[] = [];
  const make = (name: string, script: Script) => new Recorded(name, script, log);
  return { log, make, queue: new RunQueue<Recorded>(run) };
}

test("runs in order and stops at the first that fails; the rest end without having run", async () => {
  const { log, make, queue } = setUp();
  await queue.add([make("a", "succeeds"), make("b", "fails"), make("c", "succeeds"), make("d", "succeeds")]);
  assert.deepEqual(log, [
    "start a",
    "end a true",
    "start b",
    "end b false",
    "end c undefined",
    "end d undefined",
  ]);
});

test("a cell whose expectation did not hold ends red, and the next one runs, as in the terminal", async () => {
  const { log, make, queue } = setUp();
  await queue.add([make("a", "unexpected"), make("b", "succeeds")]);
  assert.deepEqual(log, ["start a", "end a false", "start b", "end b true"]);
});

test("a second batch waits for the first and runs though the first failed", async () => {
  const { log, make, queue } = setUp();
  const first = queue.add([make("a", "throws"), make("b", "succeeds")]);
  const second = queue.add([make("c", "succeeds")]);
  await Promise.all([first, second]);
  assert.deepEqual(log, ["start a", "end a false", "end b undefined", "start c", "end c true"]);
});

test("cancelling what waits ends it at once, while the running cell goes on", async () => {
  const { log, make, queue } = setUp();
  const [a, b, c] = [make("a", "waits-for-cancel"), make("b", "succeeds"), make("c", "succeeds")];
  const first = queue.add([a, b]);
  const second = queue.add([c]);
  await new Promise(setImmediate);
  c.cancel();
  b.cancel();
  assert.deepEqual(log, ["start a", "end c undefined", "end b undefined"]);
  a.cancel();
  await Promise.all([first, second]);
  assert.deepEqual(log.slice(3), ["end a undefined"]);
});

test("after a cancel the next run works", async () => {
  const { log, make, queue } = setUp();
  const a = make("a", "waits-for-cancel");
  const first = queue.add([a, make("b", "succeeds")]);
  await new Promise(setImmediate);
  a.cancel();
  await first;
  await queue.add([make("c", "succeeds")]);
  assert.deepEqual(log, ["start a", "end a undefined", "end b undefined", "start c", "end c true"]);
});

test("a cancelled cell whose work does not stop ends within a second; the next waits for that work", async () => {
  const log: string[] = [];
  let release = () => {};
  const stuck = new Promise<undefined>((resolve) => {
    release = () => resolve(undefined);
  });
  const queue = new RunQueue<Recorded>(({ name }) => (name === "stuck" ? stuck : Promise.resolve(true)));
  const cell = new Recorded("stuck", "succeeds", log);
  const first = queue.add([cell]);
  const second = queue.add([new Recorded("next", "succeeds", log)]);
  await new Promise(setImmediate);
  const cancelled = performance.now();
  cell.cancel();
  while (cell.ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(performance.now() - cancelled < 1000);
  assert.deepEqual(log, ["start stuck", "end stuck undefined"]);
  release();
  await Promise.all([first, second]);
  assert.deepEqual(log.slice(2), ["start next", "end next true"]);
});

test("cancelAll ends what runs and what waits, and the queue goes on being of use", async () => {
  const { log, make, queue } = setUp();
  const first = queue.add([make("a", "waits-for-cancel"), make("b", "succeeds")]);
  const second = queue.add([make("c", "succeeds")]);
  await new Promise(setImmediate);
  await queue.cancelAll();
  await Promise.all([first, second]);
  assert.deepEqual([...log].sort(), ["end a undefined", "end b undefined", "end c undefined", "start a"]);
  await queue.add([make("d", "succeeds")]);
  assert.deepEqual(log.slice(-2), ["start d", "end d true"]);
});

const script = fc.constantFrom<Script>("succeeds", "fails", "throws", "waits-for-cancel");

test("whatever fails or is cancelled: each ends exactly once, and never two run at once", async () => {
  const batches = fc.array(fc.array(fc.record({ script, cancelEarly: fc.boolean() }), { maxLength: 5 }), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(batches, async (plan) => {
      const { log, make, queue } = setUp();
      const all: Recorded[] = [];
      const added: Promise<void>[] = [];
      for (const [n, batch] of plan.entries()) {
        const executions = batch.map(({ script, cancelEarly }, index) => {
          const execution = make(`${n}.${index}`, script);
          if (cancelEarly) execution.cancel();
          return execution;
        });
        all.push(...executions);
        added.push(queue.add(executions));
      }
      const stopAll = setInterval(() => {
        for (const execution of all) if (log.includes(`start ${execution.name}`)) execution.cancel();
      }, 1);
      await Promise.all(added);
      clearInterval(stopAll);
      for (const { name, ended } of all) assert.equal(ended.length, 1, `${name} ended ${ended.length} times`);
      let running: string | undefined;
      for (const [word, name] of log.map((line) => line.split(" "))) {
        if (word === "start") {
          assert.equal(running, undefined);
          running = name;
        } else if (name === running) running = undefined;
      }
      for (const { script, ended } of all) if (ended[0] === true) assert.equal(script, "succeeds");
    }),
    { numRuns: 100 },
  );
});
