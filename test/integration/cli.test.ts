import assert from "node:assert/strict";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoadResult } from "../../extension/actions/load/result.ts";
import type { JsonReport } from "../../extension/report/json-report.ts";
import { runCli, startCli } from "../support/cli.ts";
import { commandLine, descendantsOf, remainsOf, root } from "../support/stack.ts";
import { listeningPorts } from "../vscode/processes.ts";

const embedded = ["--engine", "embedded"];
const fence = (step: string, body: string) => `\`\`\`yaml lab ${step}\n${body}\n\`\`\`\n\n`;
const start = fence("start", "start:");

describe("the command line", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function notebook(text: string | Uint8Array, name = "my.lab.md"): Promise<string> {
    const file = join(await mkdtemp(join(folder, "nb-")), name);
    await writeFile(file, text);
    return file;
  }

  async function report(
    args: string[],
  ): Promise<{ code: number | string; stdout: string; report: JsonReport }> {
    const file = join(folder, `report-${Math.random()}.json`);
    const { code, stdout, stderr } = await runCli([...args, ...embedded, "--json", file]);
    const text = await readFile(file, "utf8").catch(() => assert.fail(`no report:\n${stdout}\n${stderr}`));
    return { code, stdout, report: JSON.parse(text) };
  }

  test("--list names the steps of both notebooks and runs nothing", async () => {
    const lists = await Promise.all(["en", "ru"].map((lang) => runCli(["--list", "--lang", lang])));
    for (const { code, stdout } of lists) {
      assert.equal(code, 0);
      assert.match(stdout, /^start +start$/m);
      assert.match(stdout, /^naive-load +load$/m);
      assert.match(stdout, /^counter-in-postgres +sql$/m);
    }
    assert.equal(lists[0]?.stdout, lists[1]?.stdout);
  });

  test("--help speaks the user's language and knows every action", async () => {
    const { code, stdout } = await runCli(["--help"], { LC_ALL: "ru_RU.UTF-8" });
    assert.equal(code, 0);
    assert.match(stdout, /Код завершения/);
    for (const action of ["start", "load", "process", "discuss", "reset"])
      assert.ok(stdout.includes(`  ${action}`));
  });

  test("a step whose needs the machine does not meet is skipped and says why, and nothing else changes: exit 0", async () => {
    const needing = (step: string, body: string, need: string) => fence(step, `${body}\nneeds: [${need}]`);
    const file = await notebook(
      fence("compare", "compare:\nexpect: { runs.length: 0 }") +
        needing("kafka", "start: { with: [kafka] }", "kafka") +
        needing("load", "load: { strategy: kafka }\nexpect: { lost: 0 }", "kafka") +
        fence("stop", "stop:"),
    );
    const [json, html] = [join(folder, "skipped.json"), join(folder, "skipped.html")];
    const run = await runCli([file, ...embedded, "--json", json, "--report", html], { KAFKA_HOME: "" });
    assert.equal(run.code, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /○ skipped: .*Kafka.*none on this machine.*KAFKA_HOME/);
    assert.match(run.stdout, /2 steps done, every expectation held\. Skipped.*: kafka, load\.$/m);
    const { cells }: JsonReport = JSON.parse(await readFile(json, "utf8"));
    assert.deepEqual(
      cells.map(({ step, status, missing }) => [step, status, missing?.code]),
      [
        ["compare", "ok", undefined],
        ["kafka", "skipped", "broker-missing"],
        ["load", "skipped", "broker-missing"],
        ["stop", "ok", undefined],
      ],
    );
    assert.match(await readFile(html, "utf8"), /Skipped, because the machine lacks what it needs: .*Kafka/);
    const verified = await runCli(["--verify", html]);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });

  test("a run is not judged by the counters of another stack", async () => {
    const file = await notebook(
      start +
        fence("load", "load: { strategy: buffered, requests: 10, connections: 2 }\nexpect: { pending: 10 }") +
        fence("stop", "stop:") +
        fence("again", "start:") +
        fence("process", "process: { strategy: buffered }\nexpect: { processed: 0 }") +
        fence("compare", "compare: guarantees\nexpect: { rows.buffered.lost: 0 }"),
    );
    const { code, stdout, report: written } = await report([file]);
    assert.equal(code, 0, stdout);
    const result = written.cells.find(({ step }) => step === "process")?.result;
    assert.ok(result?.action === "process");
    assert.equal(result.ledger, null);
  });

  const load = (rest: string) => fence("surge", `load: { strategy: naive, ${rest} }`);
  const refusals: [what: string, text: string | Uint8Array, says: RegExp][] = [
    ["an unknown action", fence("a", "laod: { strategy: naive }"), /line 2.*laod.*load/is],
    ["an unknown key", load("conections: 5"), /line 2.*conections.*connections/is],
    ["a wrong type", load('requests: "many"'), /line 2.*requests/is],
    ["no requests", load("requests: 0"), /requests.*1/is],
    ["more connections than requests", load("requests: 10, connections: 50"), /connections.*requests/is],
    ["a million connections", load("requests: 1000000, connections: 1000000"), /connections.*1,?000/is],
    ["YAML that does not parse", fence("a", "load: [\nstrategy"), /line [234]/i],
    ["two actions in one cell", fence("a", "start:\nstop:"), /start.*stop/is],
    ["a fence that never closes", "# Lab\n\n```yaml lab a\nstart:\n", /line 3/i],
    ["two steps of the same name", start + start, /start.*line 1|line 1.*start/is],
    ["bytes that are not UTF-8", Uint8Array.of(0x23, 0x20, 0xff, 0xfe), /UTF-8/],
  ];
  for (const [what, text, says] of refusals) {
    test(`${what} is refused with its place, before anything starts: exit 2`, async () => {
      const { code, stdout, stderr } = await runCli([await notebook(text), ...embedded]);
      assert.equal(code, 2, stdout + stderr);
      assert.match(stderr, says);
      assert.equal(stdout, "");
    });
  }

  test("a file, a step or an option that does not exist: exit 2, with what was meant", async () => {
    const missing = await runCli([join(folder, "none.lab.md")]);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /none\.lab\.md cannot be read/);
    const step = await runCli(["--only", "naive-laod"]);
    assert.equal(step.code, 2);
    assert.match(step.stderr, /no step naive-laod.*Did you mean naive-load\?/);
    const option = await runCli(["--engine", "podman"]);
    assert.equal(option.code, 2);
    assert.match(option.stderr, /auto, compose, embedded/);
  });

  test("a report that cannot be written is refused before anything runs: exit 2", async () => {
    const file = await notebook(start);
    const places: [place: string, says: RegExp][] = [
      [join(folder, "none", "report.json"), /no such file or folder \(ENOENT\)/],
      [folder, /it is a folder \(EISDIR\)/],
      [join(file, "report.json"), /\(ENOTDIR\)/],
    ];
    for (const [place, says] of places) {
      const { code, stdout, stderr } = await runCli([file, ...embedded, "--json", place]);
      assert.equal(code, 2);
      assert.match(stderr, says);
      assert.equal(stdout, "");
    }
  });

  test("a notebook without a cell is refused, and not passed: exit 2", async () => {
    const { code, stderr } = await runCli([await notebook("# Lab\n\n```yaml\nstart:\n```\n"), ...embedded]);
    assert.equal(code, 2);
    assert.match(stderr, /no cell to run.*```yaml lab/);
  });

  test("the last line says how it went", async () => {
    const lastLine = async (text: string) =>
      (await runCli([await notebook(text), ...embedded])).stdout.trimEnd().split("\n").at(-1);
    assert.equal(
      await lastLine(fence("a", "stop:") + fence("b", "compare:")),
      "✓ 2 steps done, every expectation held.",
    );
    assert.equal(
      await lastLine(fence("a", "compare:\nexpect: { runs.0.lost: 5 }") + fence("b", "inspect:") + start),
      "✗ Failed, or not as expected: a, b. Not run after that: start.",
    );
  });

  test("a SQL cell that wants a superuser is refused before anything runs, unless it was agreed to", async () => {
    const sql = (step: string, text: string) => `\`\`\`sql lab ${step}\n${text}\n\`\`\`\n\n`;
    const asks = sql("asks", "-- as: superuser\nSELECT usesuper FROM pg_user WHERE usename = current_user;");
    const file = await notebook(start + asks + sql("plain", "COPY (SELECT 1) TO PROGRAM 'cat'"));
    const refused = await runCli([file, ...embedded]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /superuser of PostgreSQL.*: asks\. Read them.*--superuser/);
    assert.equal(refused.stdout, "");
    const { code, stdout } = await runCli([file, ...embedded, "--superuser"]);
    assert.equal(code, 1);
    assert.match(stdout, /usesuper: t[\s\S]*42501: .*external program[\s\S]*--\s+as:\s+superuser/);
  });

  test("a load before the start fails, says what to do, and skips the rest: exit 1", async () => {
    const text = load("requests: 10, connections: 1") + fence("discuss", "compare:");
    const { code, stdout, report: json } = await report([await notebook(text)]);
    assert.equal(code, 1);
    assert.match(stdout, /The stack is not running.*start/);
    assert.deepEqual(
      json.cells.map(({ status }) => status),
      ["failed", "skipped"],
    );
    assert.equal(json.cells[0]?.error?.code, "stack-not-started");
  });

  test("a strategy that does not exist is named with the nearest there is: exit 1", async () => {
    const text = start + fence("surge", "load: { strategy: bufered }");
    const { code, report: json } = await report([await notebook(text)]);
    assert.equal(code, 1);
    assert.match(json.cells[1]?.error?.message ?? "", /Did you mean “buffered”\?.*naive/);
  });

  test("an expectation that does not hold is told and ends nothing: exit 1", async () => {
    const text =
      start +
      fence("surge", "load: { strategy: atomic, requests: 20, connections: 2 }") +
      "<!-- expect:\n  lost: '> 0'\n  ok: 20\n-->\n" +
      "```sql lab table\nSELECT value FROM counter WHERE strategy = 'atomic'\n```\n";
    const { code, report: json } = await report([await notebook(text)]);
    assert.equal(code, 1);
    assert.deepEqual(
      json.cells.map(({ status }) => status),
      ["ok", "failed", "ok"],
    );
    assert.deepEqual(json.cells[1]?.expected, [
      { key: "lost", want: "> 0", got: 0, held: false },
      { key: "ok", want: 20, got: 20, held: true },
    ]);
    const table = json.cells[2]?.result;
    assert.ok(table?.action === "sql");
    assert.deepEqual(table.statements[0]?.rows, [["20"]]);
  });

  test("errors of SQL and Redis are shown with their codes: exit 1", async () => {
    const text = `${start}\`\`\`sql lab bad-sql\nSELECT nothing FROM nowhere\n\`\`\`\n\n\`\`\`redis lab bad-redis\nINCR a b\n\`\`\`\n`;
    const { code, report: json } = await report([await notebook(text)]);
    assert.equal(code, 1);
    const codes = json.cells.flatMap(({ result }) =>
      result && "statements" in result ? result.statements.map(({ error }) => error?.code) : [],
    );
    assert.deepEqual(codes, ["42P01", "ERR"]);
  });

  test("a lab in a folder with spaces and Cyrillic letters runs its own stack, strategies of its own included", async () => {
    const lab = join(folder, "Мои лабы (1)");
    await mkdir(lab);
    await cp(join(root, "lab-stack"), join(lab, "lab-stack"), { recursive: true });
    const atomic = await readFile(join(lab, "lab-stack/app/strategies/atomic.ts"), "utf8");
    await writeFile(
      join(lab, "lab-stack/app/strategies/twice.ts"),
      atomic.replace("value + 1", "value + 2").replaceAll("'atomic'", "'twice'"),
    );
    const file = join(lab, "Занятие.lab.md");
    await writeFile(
      file,
      start + fence("twice", "load: { strategy: twice, requests: 100, connections: 10 }"),
    );
    const { code, report: json } = await report([file]);
    assert.equal(code, 0);
    const twice = json.cells[1]?.result;
    assert.ok(twice?.action === "load");
    assert.deepEqual([twice.verdict, twice.stored, twice.duplicated], ["duplicated", 200, 100]);
  });

  test("the report says everything about a load, and the machine it ran on", async () => {
    const text = start + fence("surge", "load: { strategy: naive, requests: 200, connections: 50 }");
    const { code, stdout, report: json } = await report([await notebook(text)]);
    assert.equal(code, 0);
    assert.equal(json.version, 1);
    assert.equal(json.engine, "embedded");
    assert.ok(json.environment && json.environment.cores > 0 && json.environment.memoryBytes > 0);
    assert.match(json.environment.postgres, /^1[4-9]/);
    assert.equal(json.cells[1]?.step, "surge");
    // What the report promises of a load, whatever else it holds.
    const load = json.cells[1]?.result as LoadResult;
    assert.equal(load.attempted, 200);
    assert.equal(load.ok + load.failed + load.unknown, 200);
    assert.equal(load.ok, load.stored + load.pending + load.lost);
    assert.ok(load.failures["53300"]);
    const { p50, p90, p99, max } = load.latencyMs;
    assert.ok(0 < p50 && p50 <= p90 && p90 <= p99 && p99 <= max);
    assert.ok(load.requestsPerSecond > 0);
    assert.match(stdout, /ab -l -m POST -n 200 -c 50.* http:\/\/127.0.0.1:\d+\/naive\/hit/);
  });

  test("terminal escapes in headings, step names, keys, files and options are shown, not obeyed", async () => {
    const evil = "\u001b]0;owned\u0007\u001b[2J\u009b1m";
    const heading = await notebook(`# Lab ${evil}\n\n${fence("a", "compare:")}`);
    const step = await notebook(fence(`a${evil}`, "compare:"));
    const mistaken = await notebook(fence("key", `"lo${evil}ad": { strategy: naive }`));
    const runs = [
      await runCli([heading, ...embedded]),
      await runCli([step, ...embedded]),
      await runCli([mistaken, ...embedded]),
      await runCli([`no${evil}.lab.md`]),
      await runCli([`--no${evil}`]),
      await runCli(["--only", `no${evil}`]),
    ];
    for (const [index, { stdout, stderr }] of runs.entries()) {
      assert.match(stdout + stderr, /␛\]0;owned␇/i, `run ${index}`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it must not say
      assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/, `run ${index}`);
    }
  });

  test("no temporary folder to write to is an error, not a hang: exit 1", async () => {
    const { code, stdout } = await runCli([await notebook(start), ...embedded], { TMPDIR: "/proc" });
    assert.equal(code, 1);
    assert.match(stdout, /\/proc/);
  });

  describe("killed or stopped in the middle of a load", () => {
    const endless = start + fence("surge", "load: { strategy: batched, duration: 60, connections: 20 }");

    async function inTheMiddle(): Promise<{
      run: ReturnType<typeof startCli>;
      pids: number[];
      pidOf: (script: string) => Promise<number>;
      remains: () => Promise<string[]>;
    }> {
      const temporary = await mkdtemp(join(folder, "tmp-"));
      await chmod(folder, 0o755);
      await chmod(temporary, 0o777);
      const run = startCli([await notebook(endless), ...embedded], { TMPDIR: temporary });
      await run.says("Sending hits");
      const pids = await descendantsOf(run.child.pid ?? 0);
      assert.ok(pids.length >= 5, "supervisor, three servers and the load");
      const pidOf = async (script: string) => {
        for (const pid of pids) if ((await commandLine(pid)).includes(script)) return pid;
        return assert.fail(`no process of ${script}`);
      };
      const ports = await listeningPorts(pids);
      assert.ok(ports.length >= 3, "the three servers listen");
      return { run, pids, pidOf, remains: () => remainsOf(pids, ports, temporary) };
    }

    async function nothingRemains(remains: () => Promise<string[]>): Promise<void> {
      const deadline = Date.now() + 5000;
      while ((await remains()).length > 0 && Date.now() < deadline) await sleep(100);
      assert.deepEqual(await remains(), []);
    }

    test("Ctrl+C: exit 130, everything stopped", async () => {
      const { run, remains } = await inTheMiddle();
      run.child.kill("SIGINT");
      assert.equal((await run.ended).code, 130);
      await nothingRemains(remains);
    });

    test("Ctrl+C while servers stand still: everything stopped within seconds", async () => {
      const { run, remains, pidOf } = await inTheMiddle();
      for (const server of ["postgres -D", "redis-server"]) process.kill(await pidOf(server), "SIGSTOP");
      const from = performance.now();
      run.child.kill("SIGINT");
      assert.equal((await run.ended).code, 130);
      assert.ok(performance.now() - from < 6_000, `${performance.now() - from} ms`);
      await nothingRemains(remains);
    });

    test("a reader that goes away (| head) ends it in order, without a stack trace", async () => {
      const { run, remains } = await inTheMiddle();
      run.child.stdout?.destroy();
      const { code, stderr } = await run.ended;
      assert.equal(code, 130);
      assert.equal(stderr, "");
      await nothingRemains(remains);
    });

    test("SIGKILL of the command line leaves nothing", async () => {
      const { run, remains } = await inTheMiddle();
      run.child.kill("SIGKILL");
      assert.equal((await run.ended).code, "SIGKILL");
      await nothingRemains(remains);
    });

    test("SIGKILL of the load process is an error of the step; the stack stops in order", async () => {
      const { run, remains, pidOf } = await inTheMiddle();
      process.kill(await pidOf("load.js"), "SIGKILL");
      const { code, stdout } = await run.ended;
      assert.equal(code, 1);
      assert.match(stdout, /load/i);
      await nothingRemains(remains);
    });

    test("SIGKILL of the supervisor is an error that says so, and leaves nothing", async () => {
      const { run, remains, pidOf } = await inTheMiddle();
      process.kill(await pidOf("supervisor.js"), "SIGKILL");
      const { code, stdout } = await run.ended;
      assert.equal(code, 1);
      assert.match(stdout, /process that runs the servers has ended \(SIGKILL\).*Run the start step again/);
      await nothingRemains(remains);
    });

    test("a server that dies is an error that names it", async () => {
      const { run, remains, pidOf } = await inTheMiddle();
      process.kill(await pidOf("redis-server"), "SIGKILL");
      const { code, stdout } = await run.ended;
      assert.equal(code, 1);
      assert.match(stdout, /Redis/);
      await nothingRemains(remains);
    });
  });
});
