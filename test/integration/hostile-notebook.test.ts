import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import pg from "pg";
import { LabError } from "../../extension/common/lab-error.ts";
import { OwnAppClient } from "../../extension/inspection/own-app/own-app.ts";
import type { StatementResult } from "../../extension/stack/stack.ts";
import { copyStack } from "../support/copy-stack.ts";
import { openLab } from "../support/lab.ts";
import { runs } from "../support/runs.ts";
import { callRedis, query } from "../support/servers.ts";
import { listeningAddresses, root } from "../support/stack.ts";

// A notebook by somebody else, whose cells try to leave the lab's servers: for files, programs, other addresses.

let folder = "";
/** Where cells try to write; anybody may. */
let loot = "";
/** An address that is none of the stack's, and how often somebody came. */
let port = 0;
let visits = 0;
const stranger = createServer((socket) => {
  visits += 1;
  socket.destroy();
});

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await chmod(folder, 0o755);
  loot = join(folder, "loot");
  await mkdir(loot);
  await chmod(loot, 0o777);
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", () => resolve()));
  const address = stranger.address();
  port = typeof address === "object" && address ? address.port : 0;
});
after(async () => {
  stranger.close();
  await rm(folder, { recursive: true, force: true });
});
const nothingGot = async () => {
  assert.deepEqual(await readdir(loot), []);
  assert.equal(visits, 0, "an address that is none of the stack's was called");
};

const limits = (timeoutMs = 5_000) => ({ rowLimit: 200, timeoutMs, signal: new AbortController().signal });

describe("cells of a stranger's notebook", () => {
  const { session, run } = openLab();
  const inspection = () => session.require().inspection;
  before(() => run("start:"));
  after(() => session.stop());

  const last = async (statements: Promise<readonly StatementResult[]>) =>
    (await statements).at(-1)?.error?.code;
  const sql = (text: string) => last(inspection().sql(text, limits()));
  const redis = (text: string) => last(inspection().redis(text, limits()));

  test("in SQL run no program, touch no file, and call nobody", async () => {
    const conninfo = `host=127.0.0.1 port=${port} dbname=x`;
    for (const text of [
      `COPY (SELECT 1) TO PROGRAM 'touch ${loot}/a'`,
      `CREATE TEMP TABLE t (x text); COPY t FROM PROGRAM 'touch ${loot}/a'`,
      `COPY (SELECT 1) TO '${loot}/a'`,
      "CREATE TEMP TABLE t (x text); COPY t FROM '/etc/passwd'",
      "SELECT lo_import('/etc/passwd')",
      `SELECT lo_export(lo_from_bytea(0, 'x'), '${loot}/a')`,
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT pg_read_binary_file('postgresql.conf')",
      "SELECT pg_ls_dir('/')",
      "SELECT pg_stat_file('/etc/passwd')",
      "SELECT * FROM pg_hba_file_rules",
      "SELECT * FROM pg_shadow",
      "ALTER SYSTEM SET listen_addresses = '*'",
      "SELECT pg_reload_conf()",
      "SELECT pg_rotate_logfile()",
      "ALTER DATABASE surge SET search_path = surge_cell",
      "ALTER ROLE surge_app SET search_path = surge_cell",
      "CREATE EXTENSION dblink",
      "CREATE EXTENSION file_fdw",
      "CREATE EXTENSION postgres_fdw",
      "CREATE EXTENSION plpython3u",
      "CREATE LANGUAGE plperlu",
      `CREATE SUBSCRIPTION s CONNECTION '${conninfo}' PUBLICATION p`,
      "SELECT pg_create_physical_replication_slot('s')",
      "CREATE ROLE mine SUPERUSER",
      "GRANT pg_execute_server_program TO surge_cell",
      "SET session_preload_libraries = '/tmp/x'",
      "LOAD '/tmp/x'",
      "CREATE DATABASE mine",
      "CREATE TABLESPACE mine LOCATION '/tmp'",
      "CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION f()",
      `CREATE FUNCTION rise() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
         'BEGIN COPY (SELECT 1) TO PROGRAM ''touch ${loot}/a''; END'; SELECT rise()`,
    ]) {
      // An extension that is not there, or an unknown function, is as good; success is not.
      assert.match((await sql(text)) ?? "done", /^(42501|0A000|58P01|22023|42704|42883|55000)$/, text);
    }
    await sql("DROP FUNCTION IF EXISTS surge_cell.rise");
    await nothingGot();
  });

  test("in Redis write no file of their choice, call nobody and open no door, in scripts neither", async () => {
    const own = Number(new URL(session.require().stack.endpoints.redis).port);
    const before = await listeningAddresses(own);
    const commands = [
      `CONFIG SET dir ${loot}`,
      "CONFIG SET bind 0.0.0.0",
      "CONFIG SET protected-mode no",
      "CONFIG SET requirepass mine",
      "MODULE LOAD /tmp/x.so",
      `REPLICAOF 127.0.0.1 ${port}`,
      `SLAVEOF 127.0.0.1 ${port}`,
      `CLUSTER MEET 127.0.0.1 ${port}`,
      `MIGRATE 127.0.0.1 ${port} stolen 0 1000`,
      "ACL SETUSER mine on nopass +@all",
      "DEBUG SEGFAULT",
      "SHUTDOWN NOSAVE",
      "RESTORE made 0 abc",
    ];
    await redis("SET stolen 1");
    for (const text of commands) {
      const { code, message } = (await inspection().redis(text, limits())).at(-1)?.error ?? {};
      // Its user may not, or Redis itself does so for nobody.
      assert.match(`${code} ${message}`, /^NOPERM|^ERR (MODULE|DEBUG) command not allowed/, text);
      const words = text.split(" ").map((word) => `'${word}'`);
      assert.notEqual(await redis(`EVAL "return redis.call(${words.join(", ")})" 0`), undefined, text);
    }
    for (const text of ["MONITOR", "SYNC", "PSYNC ? -1", "RESET", "HELLO 3 AUTH default x"])
      await assert.rejects(redis(text), { code: "redis-command-refused" }, text);
    assert.equal(await redis("AUTH default guess"), "WRONGPASS");
    assert.deepEqual(await listeningAddresses(own), before);
    await redis("DEL stolen");
    await nothingGot();
  });

  test("in Redis may be any command with any words: the server stays what it was", async () => {
    const url = session.require().stack.endpoints.redis;
    const settings = async () => JSON.stringify(await callRedis(url, "CONFIG GET *"));
    const before = await settings();
    const names =
      (await inspection().redis("COMMAND LIST", { ...limits(), rowLimit: 1_000 }))[0]?.rows.flat() ?? [];
    assert.ok(names.length > 200, `${names.length} commands`);
    let [tried, refused] = [0, 0];
    for (const name of names) {
      for (const words of ["x 0", `127.0.0.1 ${port} x 0 100`]) {
        const outcome = await redis1(`${name} ${words}`);
        tried += 1;
        if (outcome === "NOPERM") refused += 1;
      }
    }
    assert.ok(tried > 400 && refused > 10, `${tried} tried, ${refused} refused`);
    assert.equal(await settings(), before);
    assert.equal(await redis("PING"), undefined);
    assert.equal((await run("load: { strategy: buffered, requests: 10, connections: 2 }")).action, "load");
    await nothingGot();
  });

  /** What it failed with, of whatever kind. */
  async function redis1(text: string): Promise<string | undefined> {
    try {
      return await last(inspection().redis(text, limits(100)));
    } catch (error) {
      assert.ok(error instanceof LabError, `${text}: ${error}`);
      return error.code;
    }
  }

  test("may be any text: it comes to an end with statements, or an error, that a reader can look at", async () => {
    const words = [
      "SELECT 1",
      "'",
      "''",
      "\\",
      "$$",
      "$a$",
      "E'",
      '"',
      ";",
      ";",
      "--",
      "\n",
      "/*",
      "*/",
      "(",
      ")",
      "BEGIN",
      "1",
      " ",
      ",",
    ];
    const text = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((all) => all.join("")),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    const shown = { sql: 0, redis: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("sql" as const, "redis" as const), text, async (language, code) => {
        try {
          for (const { error, rows } of await inspection()[language](code, limits())) {
            // PostgreSQL takes two statements for one only where the lab did.
            assert.doesNotMatch(error?.message ?? "", /multiple commands/, code);
            assert.ok(JSON.stringify([error, rows]).length < 20_000);
          }
          shown[language] += 1;
        } catch (error) {
          if (!(error instanceof LabError)) throw error;
          assert.match(error.code, /^redis-(quote-open|command-refused)$/, code);
          shown.refused += 1;
        }
      }),
      { numRuns: runs(100) },
    );
    assert.ok(shown.sql > 20 && shown.redis > 5, JSON.stringify(shown));
    await nothingGot();
  });

  test("show hostile values as they are, cut to what fits", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 50 }), async (written) => {
        // Neither server has a zero byte, or half of a pair, in a text.
        const value = written.replaceAll("\0", "").toWellFormed();
        const [row] =
          (await inspection().sql(`SELECT '${value.replaceAll("'", "''")}'`, limits()))[0]?.rows ?? [];
        assert.deepEqual(row, [value]);
      }),
      { numRuns: runs(50) },
    );
    const [bytes] = await inspection().redis('EVAL "return string.char(255, 0, 27, 128)" 0', limits());
    assert.equal(bytes?.rows[0]?.[0], "\ufffd\0\u001b\ufffd");
  });
});

describe("the contract of a stranger's own app", () => {
  let lab: ReturnType<typeof openLab>;
  let home = "";
  before(async () => {
    home = join(folder, "lab");
    await copyStack(join(home, "lab-stack"));
    const app = await readFile(join(root, "extension/new-app/node/server.ts"), "utf8");
    const layTraps = `await pool.query(${JSON.stringify(traps())});\n`;
    await mkdir(join(home, "my-app"));
    await writeFile(join(home, "my-app/server.ts"), app.replace("/** Reads the counter", `${layTraps}$&`));
    lab = openLab(join(home, "lab-stack"));
    await lab.run(`start:
  app:
    folder: ./my-app
    command: node server.ts
    hit: POST /hit
    stored: { sql: ${counter} }
    reset: { sql: UPDATE counter SET value = 0 }
`);
  });
  after(() => lab.session.stop());

  /** The lab's view of the same app by another contract. */
  const by = (stored: string, reset?: string) => {
    const contract = { hit: "POST /hit", stored: { sql: stored }, ...(reset && { reset: { sql: reset } }) };
    return new OwnAppClient(contract, lab.session.require().stack.endpoints);
  };
  const counter = "SELECT value FROM counter WHERE id = 1";
  const program = () => `COPY (SELECT 1) TO PROGRAM 'touch ${loot}/a'`;
  const rise = (name: string, returns: string, result: string) => `
    CREATE FUNCTION ${name} RETURNS ${returns} LANGUAGE plpgsql AS $f$ BEGIN
      BEGIN EXECUTE 'RESET ROLE'; EXCEPTION WHEN OTHERS THEN NULL; END;
      BEGIN EXECUTE $p$${program()}$p$; EXCEPTION WHEN insufficient_privilege THEN NULL; END;
      RETURN ${result};
    END $f$;`;

  /** What the owner of the database can lay out there for the lab's superuser to step on. */
  const traps = () => `
    ${rise("mine()", "integer", "7")}
    CREATE SCHEMA trap;
    ${rise("trap.jsonb_agg(jsonb)", "jsonb", "'[]'")}
    ${rise("trap.format(text, text, text)", "text", "'counter'")}
    ${rise("trap.pg_backend_pid()", "integer", "1")}
    ALTER DATABASE surge_own SET search_path = trap, pg_catalog, public;
    CREATE TYPE odd AS (x integer);
    ${rise("odd_as_json(odd)", "json", "'1'")}
    CREATE CAST (odd AS json) WITH FUNCTION odd_as_json(odd);
    ALTER TABLE counter ADD COLUMN odd odd DEFAULT ROW(1)`;

  test("is read as the app's role, and as nobody else", async () => {
    assert.equal(await by("SELECT CASE current_user WHEN 'surge_own' THEN 5 END").read("stored"), 5);
    assert.equal(await by("SELECT mine()").read("stored"), 7);
    for (const stored of [
      "RESET ROLE",
      "SELECT 1; SELECT 2",
      program(),
      "UPDATE counter SET value = 9 RETURNING value",
      `DO $$ BEGIN RESET ROLE; ${program()}; END $$`,
      "SELECT set_config('role', 'surge_admin', false)",
      "SELECT pg_read_file('/etc/passwd')",
    ])
      await assert.rejects(by(stored).read("stored"), { code: "own-figure" }, stored);
    await nothingGot();
  });

  test("is reset as the app's role, and as nobody else", async () => {
    for (const reset of [
      `RESET ROLE; ${program()}`,
      `SET ROLE surge_admin; ${program()}`,
      `COMMIT; RESET ROLE; ${program()}`,
      `RESET SESSION AUTHORIZATION; ${program()}`,
      "DO $$ BEGIN RESET ROLE; PERFORM pg_read_file('/etc/passwd'); END $$",
    ])
      await assert.rejects(by(counter, reset).reset(), { code: "own-figure", message: /denied/ }, reset);
    await nothingGot();
    await by(counter, "UPDATE counter SET value = 3 -- three").reset();
    assert.equal(await by(counter).read("stored"), 3);
    assert.equal((await lab.run("reset:")).action, "reset");
    assert.equal(await by(counter).read("stored"), 0);
  });

  test("has no say in what the lab's own look at its database means", async () => {
    const traced = await lab.run("load: { strategy: own, requests: 20, connections: 2, trace: true }");
    assert.ok(traced.action === "load" && traced.ok === 20);
    const explained = await lab.run("explain:");
    assert.ok(explained.action === "explain");
    assert.equal(explained.recorded.writes, 20);
    await nothingGot();
  });

  test("is read while the app holds every connection that it can have", async () => {
    const { postgresCells = "" } = lab.session.require().stack.endpoints;
    const held: { end(): Promise<void> }[] = [];
    try {
      for (;;) {
        const client = new pg.Client(postgresCells);
        client.on("error", () => {});
        held.push(client);
        await client.connect();
      }
    } catch (error) {
      assert.equal(Object(error).code, "53300");
    }
    try {
      const inspected = await lab.run("inspect:");
      assert.ok(inspected.action === "inspect" && typeof inspected.counters[0]?.stored === "number");
      await assert.rejects(lab.run("reset:"), { code: "no-connection-left" });
    } finally {
      await Promise.all(held.map((client) => client.end().catch(() => undefined)));
    }
    const { postgres } = lab.session.require().stack.endpoints;
    assert.equal((await query(postgres, "SELECT 1")).rowCount, 1);
  });
});
