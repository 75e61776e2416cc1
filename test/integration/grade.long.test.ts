import assert from "node:assert/strict";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runCli, startCli } from "../support/cli.ts";
import { contractOf, handIn } from "../support/hand-in.ts";
import { aboutFence } from "../support/namespaces.ts";
import { until } from "../support/servers.ts";
import { descendantsOf, isAlive, root } from "../support/stack.ts";

const about = 'export const about = { en: "Mine.", ru: "Моё." };\n';
/** Answers, and stores nothing: no luck changes what the check sees. */
const nothingStored = `${about}export async function hit() {}\n`;
/** Keeps every hit, unless it finds a way out. */
const solution = (await readFile(join(root, "extension/exercises/exercise-1/solution.ts"), "utf8")).replace(
  /\r\n/g,
  "\n",
);

/** An app of a student's own in one file, as *New App…* makes it for Node. */
const ownApp = (text: string) => ({
  ownApp: {
    contract: contractOf("node server.ts"),
    files: [{ path: "server.ts", text }],
  },
});

describe("a class is graded", { skip: aboutFence() }, () => {
  let folder = "";
  let listener: Server;
  let reached = 0;
  let port = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    // As a temporary folder is, or else root would use another one.
    await chmod(folder, 0o711);
    listener = createServer((socket) => {
      reached += 1;
      socket.destroy();
    }).listen(0, "127.0.0.1");
    await once(listener, "listening");
    ({ port } = listener.address() as { port: number }); // it listens on TCP
  });
  after(async () => {
    listener.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A temporary folder of its own, so that what is left can be seen, and a secret of the teacher's. */
  async function surroundings() {
    const temporary = join(folder, "tmp");
    await mkdir(temporary, { recursive: true, mode: 0o755 });
    return { temporary, env: { TMPDIR: temporary, GRADER_SECRET: "of the teacher" } };
  }

  async function graded(reports: string, name: string, ...args: string[]) {
    const { temporary, env } = await surroundings();
    const [csv, html] = [join(folder, `${name}.csv`), join(folder, `${name}.html`)];
    const run = await runCli(["--grade", reports, "--csv", csv, "--html", html, ...args], env);
    assert.deepEqual(await readdir(temporary), [], "no folder is left");
    return { ...run, csv: await readFile(csv, "utf8"), html: await readFile(html, "utf8") };
  }

  /** Code that has found in `out` what it should not. */
  const wayOut = (secret: string) => `import fs from "node:fs";
import net from "node:net";
const outside = [${JSON.stringify(secret)}, "/etc/passwd", ${JSON.stringify(homedir())}];
let out = outside.filter((path) => fs.existsSync(path)).join() + (process.env.GRADER_SECRET ?? "");
net.connect(${port}, "127.0.0.1").on("connect", () => { out += "network"; }).on("error", () => {});`;

  const rowOf = (csv: string, name: string) =>
    csv.split("\r\n").find((row) => row.startsWith(`${name},`)) ?? "";

  test("thirty reports twice: the same bytes, and the edited one is named", async () => {
    const reports = join(folder, "thirty");
    const silent = ownApp(`import { createServer } from "node:http";
import pg from "pg";
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL }).on("error", () => {});
await pool.query("CREATE TABLE IF NOT EXISTS counter (id int, value int)");
createServer((_, response) => response.end("{}")).listen(process.env.PORT, "127.0.0.1");
`);
    const code = [
      { text: solution },
      { text: "export async function hit() { this is no TypeScript" },
      silent,
    ];
    for (let n = 0; n < 30; n += 1) {
      const name = `Student ${String(n).padStart(2, "0")}`;
      const file = `${name}/exercise-1.${n % 2 === 0 ? "html" : "json"}`;
      await handIn(reports, file, { exercise: "exercise-1", ...code[n % 3], name, guess: n * 40 });
    }
    const edited = join(reports, "Student 04/exercise-1.html");
    const html = await readFile(edited, "utf8");
    await writeFile(edited, html.replace('"guess":160', '"guess":81'));

    const first = await graded(reports, "first", "--anew");
    assert.equal(first.code, 0, first.stderr);
    const second = await graded(reports, "second", "--anew");
    assert.equal(second.csv, first.csv);
    // Three texts, whoever has handed them in.
    assert.match(first.stderr, /3 of 3: exercise-1/);
    const kept = await graded(reports, "third");
    assert.equal(kept.csv, first.csv);
    assert.match(kept.stderr, /2 of 3 texts were judged here before/);

    const row = (n: string) => rowOf(first.csv, `Student ${n}`);
    assert.match(row("00"), /^Student 00,agree with their results,5,5,,2,no,/);
    assert.match(row("01"), /^Student 01,agree with their results,0,5,"?The check did not come to its end/);
    assert.match(row("02"), /^Student 02,agree with their results,0,4,"✗ 1,000 hits/);
    assert.match(row("04"), /^Student 04,".*Step start, predicted: the report says/);
    assert.match(first.html, /In the report of Student 02: 4 points/);
  });

  test("code that looks for a way out finds none, and gets its points", async () => {
    const reports = join(folder, "escaping");
    const secret = join(folder, "secret.txt");
    await writeFile(secret, "the teacher's");
    // It throws where it gets out, so that it loses its points there.
    const escaping = solution.replace(
      /^export async function hit/m,
      `${wayOut(secret)}
export async function hit() {
  if (out !== "") throw new Error(out);
  await kept();
}
async function kept`,
    );
    assert.notEqual(escaping, solution);
    await handIn(reports, "eve.html", { exercise: "exercise-1", text: escaping });
    reached = 0;
    const fenced = await graded(reports, "fenced", "--anew");
    assert.match(rowOf(fenced.csv, "eve"), /^eve,agree with their results,5,5,,/, fenced.html);
    assert.equal(reached, 0);
    // It is no matter of the text: with the teacher's rights it gets out.
    const unfenced = await graded(reports, "unfenced", "--anew", "--unfenced");
    assert.doesNotMatch(rowOf(unfenced.csv, "eve"), /^eve,agree with their results,5,5,,/);
    assert.ok(reached > 0);
  });

  test("an own app is judged like any code, behind the same fence", async () => {
    const reports = join(folder, "own-app");
    const secret = join(folder, "own-app.txt");
    await writeFile(secret, "the teacher's");
    const begun = await readFile(join(root, "extension/new-app/node/server.ts"), "utf8");
    const atomic = begun.replace(
      /async function hit\(\)[\s\S]*?\n}\n/,
      `${wayOut(secret)}
async function hit(): Promise<number> {
  if (out !== "") throw new Error(out);
  // Its folder is its own.
  fs.appendFileSync("hits.log", ".");
  const { rows } = await pool.query("UPDATE counter SET value = value + 1 WHERE id = 1 RETURNING value");
  return rows[0].value;
}
`,
    );
    assert.notEqual(atomic, begun);
    await handIn(reports, "eve.json", { exercise: "exercise-1", ...ownApp(atomic) });
    reached = 0;
    const { csv, html } = await graded(reports, "own-app", "--anew");
    assert.match(rowOf(csv, "eve"), /^eve,agree with their results,4,4,,/, html);
    assert.equal(reached, 0);
  });

  test("code in Python runs behind the fence, too", async () => {
    const reports = join(folder, "python");
    const text = await readFile(join(root, "extension/exercises/exercise-1/solution.py"), "utf8");
    const secret = join(folder, "python.txt");
    await writeFile(secret, "the teacher's");
    // It cannot be loaded where it gets out.
    const escaping = `${text}
import os, socket
assert not [path for path in [${JSON.stringify(secret)}, "/etc/passwd"] if os.path.exists(path)]
assert socket.socket().connect_ex(("127.0.0.1", ${port})) != 0
`;
    const written = "lab-stack/fastapi/strategies/yours.py";
    await handIn(reports, "eve.html", { exercise: "exercise-1", text: escaping, written });
    // As *New App…* makes it, with a lost update.
    const begun = await readFile(join(root, "extension/new-app/fastapi/main.py"), "utf8");
    const { contract } = ownApp("").ownApp;
    const command = "uvicorn main:app --port $PORT --no-access-log";
    const app = { contract: { ...contract, command }, files: [{ path: "main.py", text: begun }] };
    await handIn(reports, "mallory.html", { exercise: "exercise-1", ownApp: app });
    const { csv, html } = await graded(reports, "python", "--anew");
    assert.match(rowOf(csv, "eve"), /^eve,agree with their results,5,5,,/, html);
    assert.match(rowOf(csv, "mallory"), /^mallory,agree with their results,[0-2],4,"?✗ 1,000 hits/, html);
  });

  test("a check runs behind the fence, too", async () => {
    const reports = join(folder, "checks");
    const written = "lab-stack/checker/check.ts";
    const read = (part: string) => readFile(join(root, `extension/exercises/exercise-9/${part}.ts`), "utf8");
    const [right, begun] = await Promise.all([read("solution"), read("start")]);
    // It cannot be loaded where there is more than the language.
    const escaping = `if ((() => {}).constructor("return typeof process + typeof fetch")() !== "undefinedundefined")
  throw new Error("out");
${right}`;
    await handIn(reports, "eve.html", { exercise: "exercise-9", text: escaping, written });
    await handIn(reports, "begun.html", { exercise: "exercise-9", text: begun, written });
    const { csv, html } = await graded(reports, "checks", "--anew");
    assert.match(rowOf(csv, "eve"), /,18,18,,2,no,18,18$/, html);
    assert.match(rowOf(csv, "begun"), /,18,"✗ .*It sees hits .*",2,no,\d+,18$/, html);
  });

  test("code that forks, eats memory or never ends costs its author points, and nobody else anything", async () => {
    const reports = join(folder, "greedy");
    const greedy = {
      forks: `import { spawn } from "node:child_process";
setInterval(() => { for (let n = 0; n < 50; n += 1) spawn("sleep", ["600"], { detached: true }).on("error", () => {}); }, 1);`,
      eats: `const held: Buffer[] = [];
setInterval(() => { for (let n = 0; n < 100; n += 1) held.push(Buffer.alloc(10_000_000, 1)); }, 1);`,
      loops: "for (;;) {}",
    };
    for (const [name, text] of Object.entries(greedy))
      await handIn(reports, `${name}.html`, { exercise: "exercise-1", text: `${nothingStored}${text}\n` });
    await handIn(reports, "good.html", { exercise: "exercise-1", text: solution });
    const { csv, html } = await graded(reports, "greedy", "--anew");
    assert.match(rowOf(csv, "good"), /^good,agree with their results,5,5,,/);
    for (const name of Object.keys(greedy)) {
      assert.match(rowOf(csv, name), /^\w+,agree with their results,[01]?,5,/, html);
      assert.doesNotMatch(rowOf(csv, name), /^\w+,agree with their results,5,/);
    }
    assert.match(html, /lab-stack\/app\/strategies\/yours\.ts:\d+: its one thread has been busy here/);
  });

  test("Ctrl+C ends all of it and leaves nothing: exit 130", async (t) => {
    const reports = join(folder, "thirty");
    await handIn(reports, "Student 00/exercise-1.html", {
      exercise: "exercise-1",
      text: solution,
      name: "Student 00",
    });
    const { temporary, env } = await surroundings();
    const cli = startCli(["--grade", reports, "--anew"], env);
    // One that goes on after a failure would keep this file from ending.
    t.after(() => cli.child.kill("SIGKILL"));
    await cli.warns("1 of ");
    const { pid: own } = cli.child;
    assert.ok(own !== undefined);
    let all: number[] = [];
    await until("the stack behind the fence runs", async () => {
      all = await descendantsOf(own);
      return all.length >= 6;
    });
    cli.child.kill("SIGINT");
    assert.equal((await cli.ended).code, 130);
    for (const pid of all) assert.ok(!(await isAlive(pid)), `process ${pid}`);
    assert.deepEqual(await readdir(temporary), []);
  });
});
