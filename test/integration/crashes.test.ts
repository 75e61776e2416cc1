import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { MatrixResult } from "../../extension/actions/matrix/result.ts";
import type { Move } from "../../extension/actions/step/moves.ts";
import type { StepResult } from "../../extension/actions/step/result.ts";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { runCli } from "../support/cli.ts";
import { copyStack } from "../support/copy-stack.ts";
import { crashCosts, noCosts } from "../support/crash-costs.ts";
import { openLab } from "../support/lab.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";

const steppers = async () => {
  const lines = await Promise.all((await descendantsOf(process.pid)).map(commandLine));
  return lines.filter((line) => line.includes("stepper.ts"));
};
const refusedWith = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;

describe("crashes at every place", () => {
  let folder = "";
  let lab: ReturnType<typeof openLab>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
    await addOwnStrategies(join(folder, "lab-stack/app/strategies"));
    await writeFile(join(folder, "lab-stack/app/receipts.ts"), notingReceipts(join(folder, "receipts")));
    lab = openLab(join(folder, "lab-stack"));
    await lab.run("start:");
  });
  after(async () => {
    await lab?.session.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const matrix = async (words: string): Promise<MatrixResult> => {
    const result = await lab.run(`matrix:${words}`);
    assert.ok(result.action === "matrix");
    return result;
  };
  const step = async (words: string, context: Parameters<typeof lab.run>[2] = {}): Promise<StepResult> => {
    const result = await lab.run(`step: { ${words} }`, undefined, context);
    assert.ok(result.action === "step");
    return result;
  };
  const places = ({ steps }: StepResult) => steps.map(({ move, place }) => `${move} ${place}`);

  describe("the matrix", () => {
    /** Every protocol there is, each place once. */
    let all: MatrixResult;
    before(async () => {
      all = await matrix(" { hits: 40 }");
    });

    test("buffered loses where it has deleted and not committed, and nowhere counts twice", () => {
      // GET, UPDATE, DEL, COMMIT. Before the DEL the buffer has them, and the UPDATE is rolled back. Between DEL and
      // COMMIT nobody has them. After the COMMIT they are stored, and the buffer is empty: nothing to count twice.
      assert.deepEqual(crashCosts(all, "buffered"), [
        ["no-crash", noCosts],
        ["after-take", noCosts],
        ["before-acknowledge", noCosts],
        ["before-commit", { ...noCosts, lost: 40, wrong: 1 }],
        ["after-commit", noCosts],
      ]);
    });

    test("getdel loses from its GETDEL to the end of its UPDATE", () => {
      // GETDEL empties the buffer; until the UPDATE, which commits itself, the number is in the worker alone.
      assert.deepEqual(crashCosts(all, "getdel"), [
        ["no-crash", noCosts],
        ["after-take", { ...noCosts, lost: 40, wrong: 1 }],
        ["after-commit", noCosts],
      ]);
    });

    for (const strategy of ["batched", "stream", "queue-in-pg", "deferred"]) {
      test(`${strategy} is exact wherever it dies`, () => {
        // What proves that hits are done is committed with them, and the buffer hears of it only afterwards.
        assert.deepEqual(crashCosts(all, strategy), [
          ["no-crash", noCosts],
          ["after-take", noCosts],
          ["before-commit", noCosts],
          ["after-commit", noCosts],
        ]);
        const { outcomes } = all.matrix[strategy]?.["after-commit"] ?? { outcomes: [] };
        assert.deepEqual(
          outcomes.map(({ ledger }) => ledger.byName),
          [strategy !== "batched"],
        );
      });
    }

    test("a strategy that deletes after the commit counts twice there: the matrix can find that, too", () => {
      assert.deepEqual(crashCosts(all, "late"), [
        ["no-crash", noCosts],
        ["after-take", noCosts],
        ["before-commit", noCosts],
        ["after-commit", { ...noCosts, duplicated: 40, wrong: 1 }],
      ]);
    });

    test("without a list every protocol is crashed at each place, and one without a place is left out", async () => {
      const names = ["batched", "buffered", "deferred", "getdel", "late", "queue-in-pg", "stream"];
      assert.deepEqual(Object.keys(all.matrix).sort(), names);
      assert.equal(all.crashes, 3 + 4 + 3 + 2 + 3 + 3 + 3);
      assert.deepEqual(all.leftOut, [
        { strategy: "broken", code: "batch-failed" },
        { strategy: "nowhere", code: "nothing-to-crash" },
      ]);
      assert.deepEqual(await steppers(), []);
    });

    test("repeats each crash as often as it is told", async () => {
      const result = await matrix(" { strategies: [getdel], hits: 10, repeat: 2 }");
      assert.equal(result.crashes, 4);
      assert.deepEqual(crashCosts(result, "getdel")[1], ["after-take", { ...noCosts, lost: 10, wrong: 2 }]);
    });
  });

  test("a walk shows each place: the line, what both servers hold, and what a crash would cost", async () => {
    await lab.run("reset:");
    const walk = await step("strategy: batched");
    assert.deepEqual(places(walk), [
      "null begin",
      "next after-take",
      "next before-commit",
      "next after-commit",
      "next end",
    ]);
    const source = await readFile(join(folder, "lab-stack/app/strategies/batched.ts"), "utf8");
    assert.deepEqual(walk.sources, { "strategies/batched.ts": source });
    for (const { place, file, line } of walk.steps.slice(1, -1)) {
      assert.equal(file, "strategies/batched.ts");
      assert.match(source.split("\n")[(line ?? 0) - 1] ?? "", new RegExp(`failpoint\\("${place}"\\)`));
    }
    const held = walk.steps.map(({ redis, postgres }) => [
      redis
        .filter(({ type }) => type === "string")
        .map(({ key, value }) => `${key.replace(/[0-9a-f-]{36}/, "…")} ${value}`)
        .join(),
      postgres.find(({ table }) => table === "counter")?.value,
      postgres.find(({ table }) => table === "applied_batches")?.rows,
    ]);
    assert.deepEqual(held, [
      ["surge:batched:pending 10", 0, 0],
      ["surge:batched:batch:… 10", 0, 0],
      // Not committed: another connection sees nothing of it.
      ["surge:batched:batch:… 10", 0, 0],
      ["surge:batched:batch:… 10", 10, 1],
      ["", 10, 1],
    ]);
    assert.deepEqual([walk.verdict, walk.stored, walk.pending], ["exact", 10, 0]);
  });

  test("a walk with moves kills and restarts, and ends where the hits are", async () => {
    const walk = await step("strategy: buffered, hits: 7, moves: [next, next, next, kill, restart, run]");
    assert.deepEqual(places(walk).slice(3), ["next before-commit", "kill dead", "restart begin", "run end"]);
    assert.deepEqual(
      walk.steps.map(({ ledger: { pending, stored, lost } }) => [pending, stored, lost]),
      [
        [7, 0, 0],
        [7, 0, 0],
        [7, 0, 0],
        [0, 0, 7],
        [0, 0, 7],
        [0, 0, 7],
        [0, 0, 7],
      ],
    );
    assert.deepEqual([walk.verdict, walk.lost, walk.steps.at(-1)?.worker], ["lost", 7, 2]);

    // What a dead worker of a stream had is abandoned after a second; the next one waits for it.
    const stream = await step("strategy: stream, moves: [next, next, kill, restart]");
    assert.deepEqual(places(stream).slice(2), [
      "next before-commit",
      "kill dead",
      "restart begin",
      "run end",
    ]);
    assert.deepEqual(
      stream.steps[2]?.redis.map(({ size, taken }) => [size, taken]),
      [[10, 10]],
    );
    assert.deepEqual([stream.verdict, stream.stored, stream.pending, stream.byName], ["exact", 10, 0, true]);
  });

  test("deferred: a worker that dies after its receipts sends them again, and stores each hit once", async () => {
    await writeFile(join(folder, "receipts"), "");
    const walk = await step("strategy: deferred, hits: 7, moves: [next, next, kill, restart, run]");
    assert.equal(places(walk)[2], "next before-commit");
    const { verdict, stored, pending, byName } = walk;
    assert.deepEqual(
      { verdict, stored, pending, byName },
      { verdict: "exact", stored: 7, pending: 0, byName: true },
    );
    const sent = (await readFile(join(folder, "receipts"), "utf8")).trim().split("\n");
    assert.deepEqual([sent.length, new Set(sent).size], [14, 7]);
  });

  test("whoever is asked makes the moves, sees where they led, and may end the walk", async () => {
    const answers: (Move | undefined)[] = ["next", "kill", "restart", undefined];
    const seen: string[] = [];
    const walk = await step("strategy: getdel, hits: 3", {
      nextMove: async (soFar, possible) => {
        seen.push(`${soFar.steps.at(-1)?.place} lost ${soFar.lost}: ${possible.join()}`);
        return answers.shift();
      },
    });
    assert.deepEqual(seen, [
      "begin lost 0: next,kill,run",
      "after-take lost 3: next,kill,run",
      "dead lost 3: restart",
      "begin lost 3: next,kill,run",
    ]);
    // A worker that is still on its way goes to its end.
    assert.deepEqual(places(walk).slice(-2), ["restart begin", "run end"]);
  });

  test("moves that cannot be are refused: before anything runs where the cell shows it", async () => {
    const cell = (moves: string) => lab.run(`step: { strategy: buffered, moves: ${moves} }`);
    await assert.rejects(cell("[kill, next]"), /restart/);
    await assert.rejects(cell("[restart]"), /kill/);
    await assert.rejects(cell("[run, next]"), refusedWith("move-not-possible"));
    assert.deepEqual(await steppers(), []);
  });

  test("hits of before are moved first, and a run of before is not judged by the hits of a walk", async () => {
    await lab.run("reset:");
    await lab.run("load: { strategy: buffered, requests: 50, connections: 5 }");
    const walk = await step("strategy: buffered, hits: 5");
    assert.deepEqual([walk.verdict, walk.stored], ["exact", 5]);
    const processed = await lab.run("process: { strategy: buffered }");
    assert.ok(processed.action === "process");
    assert.deepEqual([processed.ledger, processed.stored], [null, 55]);
  });

  test("workers of another cell are in the way, and are named", async () => {
    await lab.run("worker: { strategy: batched, every: 60, watch: 0 }");
    await assert.rejects(step("strategy: batched"), refusedWith("workers-in-the-way"));
    await assert.rejects(matrix(""), refusedWith("workers-in-the-way"));
    await lab.run("worker: { strategy: batched, count: 0 }");
    await assert.rejects(step("strategy: atomic"), refusedWith("nothing-to-process"));
    await assert.rejects(matrix(" { strategies: [batchd] }"), refusedWith("unknown-strategy"));
    await assert.rejects(matrix(" { strategies: [nowhere] }"), refusedWith("nothing-to-crash"));
    await assert.rejects(matrix(" { strategies: [broken] }"), refusedWith("batch-failed"));
    await lab.run("reset:"); // hits that it cannot move
    assert.match((await step("strategy: broken")).steps.at(-1)?.failed?.message ?? "", /I forgot something/);
  });

  for (const [what, code] of [
    ["a walk that waits for a move", "step: { strategy: stream }"],
    ["a matrix", "matrix: { strategies: [stream], repeat: 50 }"],
  ] as const) {
    test(`a cancel ends ${what} within a second; no worker is left, and the next cell runs`, async () => {
      const cancel = new AbortController();
      const begun = Promise.withResolvers<void>();
      let moves = 0;
      const running = lab.run(code, cancel.signal, {
        progress: ({ text }) => text.en.includes("after-take") && begun.resolve(),
        nextMove: (_soFar, _possible, signal) => {
          moves += 1;
          if (moves < 3) return Promise.resolve("next");
          begun.resolve();
          return new Promise((_resolve, reject) =>
            signal.addEventListener("abort", () => reject(signal.reason)),
          );
        },
      });
      await begun.promise;
      assert.equal((await steppers()).length, 1);
      const at = performance.now();
      cancel.abort();
      await assert.rejects(running, isAbort);
      assert.ok(performance.now() - at < 1_000, `${performance.now() - at} ms`);
      assert.deepEqual(await steppers(), []);
      const again = await step("strategy: stream, hits: 3");
      assert.deepEqual([again.verdict, again.stored, again.pending], ["exact", 3, 0]);
    });
  }

  test("a notebook on the command line names cells of the matrix and moves of a walk in what it expects", async () => {
    const cell = (name: string, body: string) => `\`\`\`yaml lab ${name}\n${body}\n\`\`\`\n\n`;
    const notebook = join(folder, "my.lab.md");
    const walk = "step:\n  strategy: buffered\n  moves: [next, next, next, kill, restart, run]";
    const cells = [
      cell("start", "start:"),
      cell("walk", `${walk}\nexpect: { lost: 10, steps.3.place: before-commit, steps.3.ledger.lost: 10 }`),
      cell("through", "step: { strategy: queue-in-pg }\nexpect: { verdict: exact, stored: 10 }"),
      cell(
        "matrix",
        "matrix: { strategies: [buffered, batched] }\nexpect: { matrix.buffered.before-commit.lost: 100, matrix.batched.after-commit.exact: 1, crashes: 7 }",
      ),
    ];
    await writeFile(notebook, cells.join(""));
    const { code, stdout } = await runCli([notebook, "--engine", "embedded"]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^next +before-commit; .*nothing +counter: \d+ +≠ LOST 10$/m);
    assert.match(stdout, /buffered += exact += exact += exact +≠ LOST 100 += exact/);
  });
});

async function addOwnStrategies(strategies: string): Promise<void> {
  const buffered = await readFile(join(strategies, "buffered.ts"), "utf8");
  const acknowledge = `    await failpoint("before-acknowledge");\n    await redis.del("surge:late");\n`;
  const late = buffered
    .replaceAll("'buffered'", "'late'")
    .replaceAll("pending_hits", "surge:late")
    .replace(acknowledge, "")
    .replace("  return count;", '  await redis.del("surge:late");\n  return count;');
  assert.ok(!late.includes("before-acknowledge") && late.includes("'late'"));
  await writeFile(join(strategies, "late.ts"), late);
  const nowhere = buffered.replaceAll("'buffered'", "'nowhere'").replaceAll("pending_hits", "surge:nowhere");
  await writeFile(join(strategies, "nowhere.ts"), nowhere.replace(/ *await failpoint\(.*\n/g, ""));
  const broken = buffered.replaceAll("'buffered'", "'broken'").replaceAll("pending_hits", "surge:broken");
  const mistake = 'throw new Error("I forgot something");';
  await writeFile(join(strategies, "broken.ts"), broken.replace('await failpoint("after-take");', mistake));
}

/** The service that sends the receipts, but it writes down whose it has sent. */
function notingReceipts(file: string): string {
  return `import { appendFile } from "node:fs/promises";
export const sendReceipt = (hitId: string) => appendFile(${JSON.stringify(file)}, hitId + "\\n");
`;
}
