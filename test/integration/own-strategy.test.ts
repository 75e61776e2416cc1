import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import type { Progress } from "../../extension/actions/define.ts";
import type { Result } from "../../extension/actions/index.ts";
import type { LabError } from "../../extension/common/lab-error.ts";
import { runCli } from "../support/cli.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";

const cell = (step: string, body: string) => `\`\`\`yaml lab ${step}\n${body}\n\`\`\`\n\n`;
const strategy = (hit: string) =>
  `export const about = { en: "Mine.", ru: "Моя." };\nexport async function hit(): Promise<void> {\n  ${hit}\n}\n`;

/** Stores at its first hit what it takes for the ids of the first 200, and nothing later. */
const guessing = `import { pool } from "../connections.ts";
export const about = { en: "Mine.", ru: "Моя." };
export const storesIds = true;
let first = true;
export async function hit(id: string): Promise<void> {
  if (!first) return;
  first = false;
  const prefix = id.replace(/-\\d+(-[0-9a-f]{8})?$/, "");
  const guesses = Array.from({ length: 200 }, (_, n) => \`\${prefix}-\${n}\`);
  await pool.query("INSERT INTO hits (strategy, hit_id) SELECT 'guessing', unnest($1::text[])", [guesses]);
}
`;

/** Answers at once and writes one hit after another: none is refused, and some seconds later all are there. */
const unawaited = `import { pool } from "../connections.ts";
export const about = { en: "Mine.", ru: "Моя." };
let last: Promise<unknown> = Promise.resolve();
export async function hit(): Promise<void> {
  last = last.then(() => pool.query("UPDATE counter SET value = value + 1 WHERE strategy = 'unawaited'"));
}
`;

/** Counts every hit in its own row. */
const taken = `import { pool } from "../connections.ts";
export const about = { en: "Mine.", ru: "Моя." };
export async function hit(): Promise<void> {
  await pool.query("UPDATE counter SET value = value + 1 WHERE strategy = 'taken'");
}
`;

/** Keep nothing, and say that it is all in a buffer. */
const claiming = `export const about = { en: "Mine.", ru: "Моя." };
let hits = 0;
export async function hit(): Promise<void> { hits += 1; }
export async function pending(): Promise<number> { return hits; }
`;
const namingNames = `export const about = { en: "Mine.", ru: "Моя." };
export const storesIds = true;
const ids: string[] = [];
export async function hit(id: string): Promise<void> { ids.push(id); }
export async function pending(): Promise<number> { return ids.length; }
export async function pendingIds(): Promise<string[]> { return ids; }
`;

/** What a student meets who writes a strategy with a mistake that shows only when hits come. */
describe("a strategy of one's own", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await copyStack(join(folder, "lab-stack"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("that throws: the exception is the headline, with file and line, and stands in the log that `inspect` shows; one that never answers leaves the ledger open", async () => {
    const strategies = join(folder, "lab-stack", "app", "strategies");
    await writeFile(join(strategies, "throws.ts"), strategy('throw new Error("I forgot something");'));
    await writeFile(
      join(strategies, "mistyped.ts"),
      `import { pool } from "../connections.ts";\n${strategy('await pool.query("UPDATE counter SET valeu = 1");')}`,
    );
    await writeFile(
      join(strategies, "stuck.ts"),
      `${strategy("await null;")}export async function process() {\n  throw new Error("I cannot move");\n}\n`,
    );
    await writeFile(join(strategies, "silent.ts"), strategy("await new Promise(() => {});"));
    const notebook = join(folder, "my.lab.md");
    const load = (name: string) =>
      cell(name, `load: { strategy: ${name}, requests: 10, connections: 5, timeout: 1 }`);
    const stuck = "load: { strategy: stuck, requests: 10, connections: 5, processEvery: 20 }";
    const cells = ["start:", load("throws"), "inspect:", load("silent"), load("mistyped"), stuck];
    await writeFile(
      notebook,
      cells.map((text, n) => (text.startsWith("```") ? text : cell(`s${n}`, text))).join(""),
    );
    const file = join(folder, "report.json");
    const { code, stdout } = await runCli([notebook, "--engine", "embedded", "--json", file]);
    assert.equal(code, 0, stdout);

    const report: { cells: { result: Result | null }[] } = JSON.parse(await readFile(file, "utf8"));
    const [, throws, inspect, silent] = report.cells.map(({ result }) => result);
    assert.ok(throws?.action === "load" && inspect?.action === "inspect" && silent?.action === "load");
    assert.match(
      stdout,
      /\n! Error: I forgot something \(strategies\/throws\.ts:3\): thrown in 10 of 10 hits\.\n/,
    );
    assert.match(stdout, /\n! error: column "valeu" [^\n]* \(strategies\/mistyped\.ts:4\): thrown in/);
    assert.match(
      stdout,
      /\n! A call of `process` during the load failed\. .*I cannot move \(strategies\/stuck\.ts:6\)[\s\S]*10 acknowledged hits are gone/,
    );
    assert.deepEqual(throws.failures, { bug: 10 });
    assert.equal(throws.verdict, "open");
    const told = inspect.log.filter(({ service }) => service === "app");
    assert.deepEqual([told[0]?.text, told[0]?.times], ["Error: I forgot something", 10]);
    assert.match(told[1]?.text ?? "", /throws\.ts:3/);
    assert.equal(told.length, 2);
    assert.deepEqual(silent.failures, { timeout: 10 });
    assert.equal(silent.verdict, "open");
    assert.ok(silent.durationMs >= 900, `${silent.durationMs} ms`);
  });

  test("that is a copy and still counts for the original, or for no row at all: it is told so", async () => {
    const strategies = join(folder, "lab-stack", "app", "strategies");
    for (const original of ["atomic", "buffered"])
      await cp(join(strategies, `${original}.ts`), join(strategies, `my-${original}.ts`));
    const atomic = await readFile(join(strategies, "atomic.ts"), "utf8");
    await writeFile(join(strategies, "my-typo.ts"), atomic.replaceAll("'atomic'", "'my-tpyo'"));
    const notebook = join(folder, "copies.lab.md");
    const load = (name: string, requests = 50) =>
      cell(name, `load: { strategy: ${name}, requests: ${requests}, connections: 10 }`);
    const drain = cell("drain", "process: { strategy: my-buffered }");
    const cells = [
      cell("start", "start:"),
      load("my-atomic"),
      load("my-buffered"),
      drain,
      load("naive", 1000),
      load("my-typo"),
    ];
    await writeFile(notebook, cells.join(""));
    const file = join(folder, "copies.json");
    const { stdout } = await runCli([notebook, "--engine", "embedded", "--json", file]);

    const report: { cells: { result: Result | null }[] } = JSON.parse(await readFile(file, "utf8"));
    const [, copied, buffered, drained, naive, typo] = report.cells.map(({ result }) => result);
    assert.ok(copied?.action === "load" && buffered?.action === "load" && naive?.action === "load", stdout);
    assert.deepEqual([copied.lost, copied.elsewhere], [50, [{ strategy: "atomic", hits: 50 }]]);
    // The copy finds the original's buffer under the same key: only its counter is another one.
    assert.deepEqual([buffered.lost, buffered.pending, buffered.elsewhere], [0, 50, undefined]);
    assert.ok(drained?.action === "process");
    assert.deepEqual([drained.ledger?.lost, drained.elsewhere], [50, [{ strategy: "buffered", hits: 50 }]]);
    assert.match(
      stdout,
      /50 hits were counted for “atomic” meanwhile: does the code of “my-atomic” still name/,
    );
    assert.equal(naive.elsewhere, undefined);
    assert.ok(naive.lost > 0, "nothing was lost, so that nothing is tested");
    assert.ok(typo?.action === "load");
    assert.deepEqual([typo.ok, typo.lost, typo.elsewhere], [50, 50, undefined]);
    assert.match(stdout, /which row does the code of “my-typo”/);
  });

  test("that stores the ids which it guesses, and not those of its hits, has lost every hit", async () => {
    await writeFile(join(folder, "lab-stack", "app", "strategies", "guessing.ts"), guessing);
    const notebook = join(folder, "guessing.lab.md");
    const load = cell("load", "load: { strategy: guessing, requests: 200, connections: 10 }");
    await writeFile(notebook, cell("start", "start:") + load);
    const file = join(folder, "guessing.json");
    const { stdout } = await runCli([notebook, "--engine", "embedded", "--json", file]);

    const report: { cells: { result: Result | null }[] } = JSON.parse(await readFile(file, "utf8"));
    const result = report.cells[1]?.result;
    assert.ok(result?.action === "load", stdout);
    const { ok, stored, lost, unexpected, byName, verdict } = result;
    assert.deepEqual(
      { ok, stored, lost, unexpected, byName, verdict },
      { ok: 200, stored: 200, lost: 200, unexpected: 200, byName: true, verdict: "lost" },
    );
  });

  test("may be called as its file is, and a file that macOS has put beside it is none", async () => {
    const strategies = join(folder, "lab-stack", "app", "strategies");
    for (const name of ["my_strategy", "Моя стратегия"]) {
      await writeFile(join(strategies, `${name}.ts`), strategy(""));
    }
    await writeFile(join(strategies, "._naive.ts"), Buffer.from([0, 5, 22, 7, 0, 2, 0, 0]));
    const { session, run } = openLab(join(folder, "lab-stack"));
    try {
      const started = await run("start:");
      assert.ok(
        started.action === "start" && !started.strategies.some(({ name }) => name.includes("_naive")),
      );
      for (const name of ["my_strategy", "Моя стратегия"]) {
        const load = await run(`load: { strategy: ${name}, requests: 5, connections: 1 }`);
        assert.ok(load.action === "load" && load.ok === 5 && load.lost === 5, name);
      }
    } finally {
      await session.stop();
    }
  });

  test("that starts programs: none is left after the stop; and one whose buffer hangs hides no other", async () => {
    const strategies = join(folder, "lab-stack", "app", "strategies");
    // Another run of this test may be going on.
    const mark = `of-a-strategy-${randomUUID()}`;
    const program = `process.execPath, ["-e", "setInterval(() => {}, 1000)", "${mark}"]`;
    const options = ["", "detached: true, "].map((detached) => `{ ${detached}stdio: "ignore" }`);
    const starts = options.map((each) => `spawn(${program}, ${each});`).join("\n  ");
    await writeFile(
      join(strategies, "starting.ts"),
      `import { spawn } from "node:child_process";\n${strategy(starts)}`,
    );
    await writeFile(
      join(strategies, "hanging.ts"),
      `${strategy("")}export const pending = (): Promise<number> => new Promise(() => {});\n`,
    );
    await writeFile(
      join(strategies, "refusing.ts"),
      `${strategy("")}export function forget(): Promise<void> {\n  throw new RangeError("no");\n}\n`,
    );
    const { session, run } = openLab(join(folder, "lab-stack"));
    try {
      await run("start:");
      await run("load: { strategy: starting, requests: 1, connections: 1 }");
      await run("load: { strategy: atomic, requests: 10, connections: 2 }");
      const found = await run("inspect:");
      assert.ok(found.action === "inspect");
      assert.deepEqual(found.unanswered, [{ strategy: "hanging", stored: 0 }]);
      assert.ok(found.counters.some(({ strategy, stored }) => strategy === "atomic" && stored === 10));
      const reset = await run("reset:");
      assert.ok(reset.action === "reset" && reset.unanswered?.length === 1);
      assert.deepEqual(reset.unforgotten, [
        { strategy: "refusing", reason: "RangeError: no (strategies/refusing.ts:6)" },
      ]);
      assert.ok(reset.counters.every(({ stored, pending }) => stored === 0 && pending === 0));
    } finally {
      const programs = await programsWith(mark);
      await session.stop();
      assert.equal(programs.length, 2);
      assert.deepEqual(await programsWith(mark), []);
    }
  });

  async function programsWith(mark: string): Promise<string[]> {
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "args="]);
    return stdout.split("\n").filter((line) => line.includes(mark));
  }

  test("that answers before it writes is awaited, and one that only says what it has is not believed", async () => {
    const strategies = join(folder, "lab-stack", "app", "strategies");
    await writeFile(join(strategies, "unawaited.ts"), unawaited);
    await writeFile(join(strategies, "claiming.ts"), claiming);
    await writeFile(join(strategies, "naming.ts"), namingNames);
    const { session, run } = openLab(join(folder, "lab-stack"));
    try {
      await run("start:");
      for (const name of ["claiming", "naming"]) {
        const result = await run(`load: { strategy: ${name}, requests: 100, connections: 10 }`);
        assert.ok(result.action === "load");
        const { pending, claimed, lost, verdict } = result;
        assert.deepEqual(
          { pending, claimed, lost, verdict },
          { pending: 100, claimed: 100, lost: 0, verdict: "open" },
        );
      }
      const { counters } = await session.require().inspection.allCounted();
      const claims = counters.flatMap(({ strategy, claimed }) => (claimed ? [[strategy, claimed]] : []));
      assert.deepEqual(Object.fromEntries(claims), { claiming: 100, naming: 100 });
      const load = "load: { strategy: unawaited, requests: 1500, connections: 50 }";
      const [first, second] = [await run(load), await run(load)];
      assert.ok(first.action === "load" && second.action === "load");
      for (const { ok, stored, verdict } of [first, second])
        assert.deepEqual({ ok, stored, verdict }, { ok: 1500, stored: 1500, verdict: "exact" });
      assert.equal((await session.require().inspection.counted("unawaited")).stored, 3000);

      await takenUp(run, join(strategies, "taken.ts"));
    } finally {
      await session.stop();
    }
  });

  /** What becomes of a strategy that is saved while its stack runs. */
  async function takenUp(run: ReturnType<typeof openLab>["run"], file: string): Promise<void> {
    const load = "load: { strategy: taken, requests: 10, connections: 1 }";
    // Added while the app runs.
    await writeFile(file, taken);
    const original = await run(load);
    const changed = `${taken}// Changed while the app runs.\n`;
    await writeFile(file, changed);
    const result = await run(load);
    const shown = await run("show: { strategy: taken }");
    assert.ok(original.action === "load" && result.action === "load" && shown.action === "show");
    const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
    assert.equal(original.verdict, "exact");
    assert.deepEqual(original.source, { file: "strategies/taken.ts", hash: hashOf(taken) });
    assert.deepEqual(result.source, { file: "strategies/taken.ts", hash: hashOf(changed) });
    assert.deepEqual([result.changedFiles, shown.editedSinceStart], [undefined, false]);

    await writeFile(file, `${taken}\nconst broken: = 1;\n`);
    const place = taken.split("\n").length + 1;
    await assert.rejects(run(load), ({ code, what }: LabError) => {
      assert.equal(code, "strategy-does-not-load");
      return what.en.includes(` lab-stack/app/strategies/taken.ts:${place}: Unexpected token`);
    });
    const other = await run("load: { strategy: atomic, requests: 10, connections: 1 }");
    const started = await run("start:");
    assert.ok(other.action === "load" && started.action === "start");
    assert.equal(other.verdict, "exact");
    assert.deepEqual(
      started.mistakes?.map(({ file, line, column }) => [file, line, column]),
      [["strategies/taken.ts", place, 15]],
    );

    await writeFile(file, taken);
    const progress = ({ load }: Progress) => {
      if (load) writeFileSync(file, changed);
    };
    const long = "load: { strategy: taken, duration: 1, connections: 1 }";
    await assert.rejects(run(long, undefined, { progress }), { code: "text-changed-meanwhile" });
    const shared = join(file, "..", "..", "refusal.ts");
    await writeFile(shared, `${await readFile(shared, "utf8")}// Changed.\n`);
    const older = await run(load);
    assert.ok(older.action === "load");
    assert.deepEqual([older.changedFiles, older.source?.hash], [["refusal.ts"], hashOf(changed)]);
  }

  test("that would end or block the app: its line is named, the app is started anew where it must, and the stack lives", async () => {
    const strategies = join(folder, "lab-stack", "app", "strategies");
    await writeFile(join(strategies, "exiting.ts"), strategy("process.exit(3);"));
    await writeFile(join(strategies, "looping.ts"), strategy("for (let i = 0; ; ) i += 1;"));
    await writeFile(
      join(strategies, "ticking.ts"),
      strategy('setTimeout(() => { throw new Error("too late"); }, 1);'),
    );
    await writeFile(join(strategies, "rejecting.ts"), strategy('void Promise.reject(new Error("unheard"));'));
    await writeFile(join(strategies, "leaving.ts"), `${strategy("")}\nprocess.exit(3);\n`);
    const { session, run } = openLab(join(folder, "lab-stack"));
    try {
      await run("start:");
      const { stack } = session.require();
      const load = (name: string) => run(`load: { strategy: ${name}, requests: 20, connections: 2 }`);
      const exiting = await load("exiting");
      assert.ok(exiting.action === "load");
      assert.match(exiting.exception?.text ?? "", /process\.exit\(3\).* \(strategies\/exiting\.ts:3\)$/);

      await assert.rejects(load("leaving"), ({ code, what }: LabError) => {
        assert.equal(code, "strategy-does-not-load");
        return what.en.includes("leaving.ts:6: process.exit(3) would end the app");
      });

      await assert.rejects(load("looping"), ({ code, what }: LabError) => {
        assert.equal(code, "app-busy");
        return /^The app has not answered for 5 s: its one thread is busy in strategies\/looping\.ts:3\. /.test(
          what.en,
        );
      });

      for (const [name, said] of [
        ["ticking", "too late"],
        ["rejecting", "unheard"],
      ] as const) {
        // The hit itself is answered; the exception comes when nobody waits for it any more.
        await load(name).catch(() => undefined);
        await assert.rejects(load(name), ({ code, what }: LabError) => {
          assert.equal(code, "strategy-does-not-load");
          return what.en.includes(`${name}.ts:3: Error: ${said} (outside of a request`);
        });
      }
      // While it is loaded, nobody waits for what it begins either.
      await writeFile(
        join(strategies, "ticking.ts"),
        `${strategy("")}\nvoid Promise.reject(new Error("at once"));\n`,
      );
      await assert.rejects(load("ticking"), ({ what }: LabError) =>
        what.en.includes("ticking.ts:6: Error: at once"),
      );
      const sound = await load("atomic");
      assert.ok(sound.action === "load" && sound.verdict === "exact");
      assert.equal(session.require().stack, stack);
      // The file as it is, saved again.
      await writeFile(
        join(strategies, "rejecting.ts"),
        strategy('void Promise.reject(new Error("unheard"));'),
      );
      assert.equal((await load("rejecting")).action, "load");
    } finally {
      await session.stop();
      // With one of them no app would start.
      for (const name of ["exiting", "looping", "ticking", "rejecting"])
        await rm(join(strategies, `${name}.ts`), { force: true });
    }
  });

  test("that starts programs without end: all are ended, in its group or out of it, and the app is started anew", {
    skip: process.platform === "win32" && "there the lab does not count processes",
  }, async () => {
    const mark = `of-a-bomb-${randomUUID()}`;
    const options = `{ argv0: "sleep ${mark}", stdio: "ignore", detached: n % 2 === 0 }`;
    const bomb = `for (let n = 0; n < 400; n += 1) spawn("sleep", ["600"], ${options});`;
    await writeFile(
      join(folder, "lab-stack", "app", "strategies", "bomb.ts"),
      `import { spawn } from "node:child_process";\n${strategy(bomb)}`,
    );
    const { session, run } = openLab(join(folder, "lab-stack"));
    try {
      await run("start:");
      const { stack } = session.require();
      await assert.rejects(
        run("load: { strategy: bomb, duration: 60, connections: 1 }"),
        ({ code, what }: LabError) =>
          code === "too-many-processes" && Number(/had (\d+) processes/.exec(what.en)?.[1]) > 256,
      );
      assert.deepEqual(await programsWith(mark), []);
      const sound = await run("load: { strategy: atomic, requests: 20, connections: 2 }");
      assert.ok(sound.action === "load" && sound.verdict === "exact");
      assert.equal(session.require().stack, stack);
    } finally {
      await session.stop();
      assert.deepEqual(await programsWith(mark), []);
    }
  });

  test("a temporary folder that cannot be written is an error that names TMPDIR", {
    skip: process.platform !== "linux" && "/proc is a Linux folder",
  }, async () => {
    const notebook = join(folder, "start.lab.md");
    await writeFile(notebook, cell("start", "start:"));
    const { code, stdout } = await runCli([notebook, "--engine", "embedded"], { TMPDIR: "/proc" });
    assert.equal(code, 1);
    assert.match(stdout, /none can be made in \/proc: .*\. Set the environment variable TMPDIR/);
  });
});
