import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { type Inspection, openInspection } from "../../extension/inspection/inspection.ts";
import { readComposeSettings } from "../../extension/stack/engines/embedded/compose-settings.ts";
import { faultSignals, type Stack } from "../../extension/stack/stack.ts";
import { callRedis, until } from "../support/servers.ts";
import { listeningAddresses, listens, portsOf, root } from "../support/stack.ts";

/** What every stack has. */
const services = ["postgres", "redis", "app"] as const;

/**
 * What holds for every engine: a stack is the same stack, whatever runs it.
 * @param ownServers false where the servers are not the lab's: then it neither sets nor kills them
 */
export function stackContract(
  name: string,
  start: () => Promise<Stack>,
  { ownServers } = { ownServers: true },
): void {
  const ofOwnServers = { skip: ownServers ? false : "the servers are not the lab's" };
  describe(`a stack on ${name}`, () => {
    let stack: Stack;
    let inspection: Inspection;
    before(async () => {
      stack = await start();
      inspection = await openInspection(stack);
    });
    after(async () => {
      await stack?.stop();
    });

    const limits = () => ({ rowLimit: 100, timeoutMs: 5_000, signal: new AbortController().signal });
    const sql = async (text: string) => {
      const results = await inspection.sql(text, limits(), true);
      for (const { error } of results) assert.equal(error, null);
      return results.at(-1)?.rows ?? [];
    };
    const hit = (strategy: string, id = "contract-0") =>
      fetch(`${stack.endpoints.app}/${strategy}/hit`, { method: "POST", headers: { "x-hit-id": id } });
    const hits = async (strategy: string, count: number) => {
      for (let n = 0; n < count; n += 1) assert.equal((await hit(strategy, `contract-${n}`)).status, 200);
    };

    describe("servers", () => {
      test("have the versions that the stack tells", async () => {
        const [[version = ""] = []] = await sql("SHOW server_version");
        assert.ok(version.startsWith(stack.versions.postgres), `${version} and ${stack.versions.postgres}`);
        assert.match(stack.versions.postgres, /^1\d\.\d+$/);
        assert.match(stack.versions.redis, /^\d+\.\d+\.\d+$/);
        assert.match(stack.versions.runtime, /^Node \d+\.\d+\.\d+$/);
        assert.ok(stack.startParts.every(({ ms }) => ms >= 0) && stack.startParts.length > 0);
      });

      test("have the settings of compose.yaml", ofOwnServers, async () => {
        const { postgres, redis } = await readComposeSettings(`${root}/lab-stack`, {});
        const settings = postgres.filter((word) => word !== "-c").map((word) => word.split(/=(.*)/s));
        assert.ok(settings.length > 1);
        for (const [key = "", value] of settings) assert.deepEqual(await sql(`SHOW ${key}`), [[value]], key);
        for (const [index, word] of redis.entries()) {
          if (!word.startsWith("--") || word === "--requirepass") continue;
          const [reply] = await inspection.redis(`CONFIG GET ${word.slice(2)}`, limits());
          assert.deepEqual(reply?.rows, [[word.slice(2)], [redis[index + 1]]]);
        }
      });

      test("listen on 127.0.0.1 only", { skip: process.platform !== "linux" }, async () => {
        for (const port of portsOf(stack.endpoints)) {
          assert.deepEqual(await listeningAddresses(port), ["0100007F"], `port ${port}`);
        }
      });

      test("ask for passwords", async () => {
        const url = new URL(stack.endpoints.postgres);
        url.password = "wrong";
        const client = new pg.Client({ connectionString: url.href, ssl: false });
        await assert.rejects(client.connect(), { code: "28P01" });
        const { hostname, port } = new URL(stack.endpoints.redis);
        const socket = connect(Number(port), hostname);
        socket.write("PING\r\n");
        const [answer] = await once(socket, "data");
        socket.destroy();
        assert.match(String(answer), /^-NOAUTH/);
      });
    });

    test("the app's role is a plain one that owns nothing", ofOwnServers, async () => {
      const flags = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin";
      assert.deepEqual(await sql(`SELECT ${flags} FROM pg_roles WHERE rolname = 'surge_app'`), [
        ["f", "f", "f", "f", "f", "t"],
      ]);
      assert.deepEqual(await sql("SELECT relname FROM pg_class WHERE relowner = 'surge_app'::regrole"), []);
    });

    test(
      "a plain role gets 17 connections; the 18th is refused, the lab still gets in, and the log says so",
      ofOwnServers,
      async () => {
        const { max, reserved } = await inspection.connections();
        assert.deepEqual([max, reserved], [20, 3]);
        await sql(
          "CREATE ROLE contract_plain LOGIN PASSWORD 'plain'; GRANT CONNECT ON DATABASE surge TO contract_plain",
        );
        await until("the app has given its connections back", async () => {
          return (await inspection.connections()).byState.length === 0;
        });
        const since = new Date();
        const open: pg.Client[] = [];
        const openOne = async () => {
          const url = new URL(stack.endpoints.postgres);
          url.username = "contract_plain";
          url.password = "plain";
          const client = new pg.Client({ connectionString: url.href, ssl: false });
          client.on("error", () => {});
          await client.connect();
          open.push(client);
        };
        try {
          // Compose's own health check takes a connection for a moment.
          await until("all 17 are open", async () => {
            await openOne().catch((error) => assert.equal(error.code, "53300"));
            return open.length === 17;
          });
          await assert.rejects(openOne(), { code: "53300" });
          const refusal = await hit("naive");
          assert.equal(refusal.status, 503);
          assert.match(await refusal.text(), /53300/);
          for (let n = 0; n < 10; n += 1) await Promise.all(Array.from({ length: 30 }, () => hit("naive")));

          const { byState } = await inspection.connections();
          assert.deepEqual(byState, [{ role: "contract_plain", state: "idle", count: 17 }]);
          assert.deepEqual(await sql("SELECT 1"), [["1"]]);
        } finally {
          await Promise.all(open.map((client) => client.end()));
        }
        await until("the log tells every refusal", async () => {
          const lines = await stack.logs(since);
          const told = lines.filter(
            ({ service, text }) => service === "postgres" && text.includes(" 53300 "),
          );
          return told.length >= 302;
        });
        const later = await stack.logs(new Date(Date.now() + 1_000));
        assert.deepEqual(later, []);
        await sql("DROP OWNED BY contract_plain; DROP ROLE contract_plain");
      },
    );

    describe("a program beside the app", () => {
      const startSecond = async () => {
        const listening = Promise.withResolvers<string>();
        const program = await stack.run({ file: "server.ts", args: [] }, listening.resolve);
        assert.match(await listening.promise, /^\{"listening":\d+\}$/);
        return program;
      };

      test("ends in order when it is asked to, and the stack stays", async () => {
        const program = await startSecond();
        await program.end();
        assert.equal(await program.ended, "exit code 0");
        assert.equal((await hit("atomic")).status, 200);
      });

      test("is gone when it is killed, and the stack stays", async () => {
        const program = await startSecond();
        await program.kill();
        assert.equal(await program.ended, "SIGKILL");
        assert.equal((await hit("atomic")).status, 200);
      });
    });

    describe("a server that is killed", ofOwnServers, () => {
      for (const service of services) {
        for (const signal of faultSignals) {
          test(`${service} by ${signal}: the stack lives, says what is down, and gets it back on its port`, async () => {
            await inspection.reset();
            await hits("batched", 3);
            await hits("atomic", 3);
            await stack.kill(service, signal);
            assert.deepEqual(stack.down, [service]);
            const port = Number(new URL(stack.endpoints[service]).port);
            assert.equal(await listens(port), false);
            await assert.rejects(inspection.counted("batched"), { code: "service-down" });
            await stack.kill(service, signal);

            await stack.recover(service);
            await stack.recover(service);
            assert.deepEqual(stack.down, []);
            assert.equal(await listens(port), true);
            // The app needs a moment to find Redis again.
            await until("the app takes hits", async () => (await hit("buffered")).status === 200);
            assert.deepEqual(await inspection.counted("batched"), { stored: 0, pending: 3 });
            assert.deepEqual(await inspection.counted("atomic"), { stored: 3, pending: 0 });
            assert.equal(await Promise.race([stack.ended, sleep(300, "still running")]), "still running");
          });
        }
      }

      const rounds = 3;
      test(`in the middle of hits, ${rounds} times, comes back each time`, async () => {
        const open = new AbortController();
        const hitting = (async () => {
          while (!open.signal.aborted)
            await Promise.all([hit("atomic"), hit("batched")]).catch(() => sleep(5));
        })();
        try {
          for (let round = 0; round < rounds; round += 1) {
            const service = services[round % 3] ?? "app";
            await stack.kill(service, "SIGKILL");
            await stack.recover(service);
          }
        } finally {
          open.abort();
          await hitting;
        }
        await until("the app takes hits", async () => (await hit("batched")).status === 200);
      });

      test("that dies without a command ends the stack with an error that names it, also when it had been killed before", async () => {
        const mortal = await start();
        const ports = portsOf(mortal.endpoints);
        try {
          await mortal.kill("redis", "SIGKILL");
          await mortal.recover("redis");
          assert.equal(await Promise.race([mortal.ended, sleep(300, "still running")]), "still running");
          await callRedis(mortal.endpoints.redis, "SHUTDOWN NOSAVE").catch(() => undefined);
          const death = await mortal.ended;
          assert.ok(death instanceof LabError);
          assert.match(death.message, /Redis/);
          assert.deepEqual(await Promise.all(ports.map(listens)), [false, false, false]);
        } finally {
          await mortal.stop();
        }
      });
    });

    test("Redis keeps its data as it was told last, also after a kill", ofOwnServers, async () => {
      for (const [durability, left] of [["none", 0] as const, ["aof-everysec", 3] as const]) {
        await inspection.reset();
        await hits("batched", 3);
        await stack.setDurability(durability);
        assert.equal(stack.durability, durability);
        assert.equal((await inspection.counted("batched")).pending, 3);
        await stack.kill("redis", "SIGKILL");
        await stack.recover("redis");
        assert.equal((await inspection.counted("batched")).pending, left, durability);
        await until("the app takes hits", async () => (await hit("batched")).status === 200);
      }
    });

    describe("a pause", ofOwnServers, () => {
      for (const service of services) {
        test(`freezes ${service} and thaws it`, async () => {
          await until("the app takes hits", async () => (await hit("batched")).status === 200);
          let isOver = false;
          const pausing = stack.pause(service, 700, new AbortController().signal).then(() => {
            isOver = true;
          });
          const took: number[] = [];
          while (!isOver) {
            const sentAt = performance.now();
            assert.equal((await hit(service === "redis" ? "batched" : "atomic")).status, 200);
            took.push(performance.now() - sentAt);
          }
          await pausing;
          assert.ok(
            Math.max(...took) > 600,
            `the slowest of ${took.length} answers took ${Math.max(...took)} ms`,
          );
        });
      }

      test("is made of two operations, which reach the engine without further declarations", async () => {
        await stack.freeze("app");
        let isAnswered = false;
        const answer = hit("atomic").finally(() => {
          isAnswered = true;
        });
        await sql("SELECT pg_sleep(0.3)");
        assert.equal(isAnswered, false);
        assert.equal(await stack.isStopped("app"), true);
        await stack.thaw("app");
        assert.equal(await stack.isStopped("app"), false);
        assert.equal((await answer).status, 200);
      });

      test("ends at once when it is cancelled", async () => {
        const cancel = new AbortController();
        const pausing = stack.pause("app", 60_000, cancel.signal);
        setTimeout(() => cancel.abort(), 200);
        await assert.rejects(pausing, isAbort);
        assert.equal((await hit("atomic")).status, 200);
      });
    });

    describe("the inspection", () => {
      test("counts what each strategy has stored and still has in its buffer, and resets it", async () => {
        await inspection.reset();
        const direct = ["naive", "pooled", "atomic", "slotted", "append"];
        const buffering = ["buffered", "batched", "getdel", "stream", "queue-in-pg", "deferred"];
        const names = [...direct, ...buffering];
        for (const name of names) await hits(name, 3);
        for (const name of buffering) {
          assert.deepEqual(await inspection.counted(name), { stored: 0, pending: 3 }, name);
          const answer = await fetch(`${stack.endpoints.app}/${name}/process`, { method: "POST" });
          assert.deepEqual(await answer.json(), { processed: 3 });
          await hits(name, 2);
          assert.deepEqual(await inspection.counted(name), { stored: 3, pending: 2 }, name);
        }
        for (const name of direct) {
          assert.deepEqual(await inspection.counted(name), { stored: 3, pending: 0 }, name);
        }
        const { counters: all } = await inspection.allCounted();
        assert.ok(names.every((name) => all.some(({ strategy }) => strategy === name)));

        if (ownServers) await inspection.redis("SET keep-me 1", limits());
        await inspection.reset();
        const left = (await inspection.allCounted()).counters.filter(
          ({ stored, pending }) => stored + pending !== 0,
        );
        assert.deepEqual(left, []);
        assert.deepEqual(await sql("SELECT count(*) FROM surge_lab.applied_batches"), [["0"]]);
        const [kept] = await inspection.redis("KEYS *", limits());
        assert.deepEqual(kept?.rows, ownServers ? [["keep-me"]] : [["(empty)"]]);
      });

      test("tells hits that are stored by name, and how often", async () => {
        await inspection.reset();
        for (const id of ["a-1", "a-2", "a-2", "b-1"]) assert.equal((await hit("append", id)).status, 200);
        const present = await inspection.presentIds("a-");
        assert.deepEqual([...present].sort(), [
          ["a-1", 1],
          ["a-2", 2],
        ]);
      });

      test("says what to do when a cell has taken its tables away", async () => {
        await sql("ALTER TABLE surge_lab.counter RENAME TO elsewhere");
        try {
          await assert.rejects(inspection.counted("naive"), {
            code: "inspection-refused",
            message: /42P01\): relation .*counter.* does not exist\. If a cell has changed/,
          });
        } finally {
          await sql("ALTER TABLE surge_lab.elsewhere RENAME TO counter");
        }
      });

      test("takes no connection from the app between two looks", ofOwnServers, async () => {
        await inspection.counted("naive");
        const [[others] = []] = await sql(
          "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = 'surge_admin'",
        );
        assert.equal(others, "1", "only the cell's own");
      });
    });

    describe("SQL of a cell", () => {
      const cell = async (text: string) => (await inspection.sql(text, limits())).at(-1);
      const codeOf = async (text: string) => (await cell(text))?.error?.code;

      test("has no superuser, by whatever way it tries", ofOwnServers, async () => {
        assert.deepEqual((await cell("SELECT current_user, session_user"))?.rows, [
          ["surge_cell", "surge_cell"],
        ]);
        for (const text of [
          "COPY (SELECT 1) TO PROGRAM 'cat'",
          "COPY (SELECT 1) TO '/tmp/surge-lab-contract'",
          "SELECT pg_read_file('/etc/passwd')",
          "SELECT rolpassword FROM pg_authid",
          "SET SESSION AUTHORIZATION surge_admin",
          "SET ROLE surge_admin",
          "ALTER ROLE surge_cell SUPERUSER",
          "ALTER ROLE surge_admin PASSWORD 'x'",
          "ALTER SYSTEM SET max_connections = 1",
          "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x'",
          // What the lab does as superuser must not run the code of a cell.
          "CREATE TABLE surge_lab.mine (x int)",
          "CREATE FUNCTION surge_lab.f() RETURNS int LANGUAGE sql RETURN 1",
          `CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
           CREATE TRIGGER t BEFORE UPDATE ON counter EXECUTE FUNCTION g()`,
          "CREATE TABLE heir () INHERITS (surge_lab.counter)",
          "CREATE RULE r AS ON UPDATE TO counter DO ALSO SELECT 1",
          "DO $$ BEGIN PERFORM set_config('session_authorization', 'surge_admin', false); END $$",
        ]) {
          assert.equal(await codeOf(text), "42501", text);
        }
        await sql("DROP FUNCTION surge_cell.g");
      });

      test("has what the lessons need", ofOwnServers, async () => {
        const { rows = [] } = (await cell("SELECT count(query) FROM pg_stat_activity")) ?? {};
        assert.equal(rows.length, 1);
        for (const text of [
          "SELECT strategy, value FROM counter",
          "SELECT query FROM pg_stat_activity; SHOW hba_file",
          "BEGIN; UPDATE counter SET value = value + 1 WHERE strategy = 'naive'; ROLLBACK",
          "BEGIN; TRUNCATE hits; INSERT INTO hits VALUES ('append', 'x'); ROLLBACK",
          "CREATE TABLE own (x int); INSERT INTO own VALUES (1); TABLE own; DROP TABLE own; CREATE TEMP TABLE t ()",
          "SET synchronous_commit = off; SET default_transaction_isolation = serializable",
          "EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM hits",
        ]) {
          assert.equal(await codeOf(text), undefined, text);
        }
        await hit("pooled");
        const ends = await cell(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'surge_app'",
        );
        assert.ok(ends && ends.rows.length > 0 && ends.rows.every(([ended]) => ended === "t"));
        await until("the app has a connection again", async () => (await hit("pooled")).ok);
      });

      test("says when the app has left it no connection", ofOwnServers, async () => {
        const open: pg.Client[] = [];
        const plain = new URL(stack.endpoints.postgres);
        await sql(
          "CREATE ROLE contract_crowd LOGIN PASSWORD 'plain'; GRANT CONNECT ON DATABASE surge TO contract_crowd",
        );
        plain.username = "contract_crowd";
        plain.password = "plain";
        await until("the app has given its connections back", async () => {
          return (await inspection.connections()).byState.length === 0;
        });
        try {
          // Compose's own health check takes a connection for a moment.
          await until("all 17 are open", async () => {
            const client = new pg.Client({ connectionString: plain.href, ssl: false });
            client.on("error", () => {});
            await client.connect().then(
              () => open.push(client),
              (error) => assert.equal(error.code, "53300"),
            );
            return open.length === 17;
          });
          await assert.rejects(inspection.sql("SELECT 1", limits()), { code: "no-connection-left" });
          assert.deepEqual(await sql("SELECT 1"), [["1"]]);
        } finally {
          await Promise.all(open.map((client) => client.end()));
          await sql("REVOKE ALL ON DATABASE surge FROM contract_crowd; DROP ROLE contract_crowd");
        }
      });

      test("gives rows, command tags, NULL, and stops at the first error", async () => {
        const text = "SELECT 1 AS a, NULL AS b; CREATE TEMP TABLE t (x int); SELEC 1; SELECT 2";
        const [first, second, third, ...rest] = await inspection.sql(text, limits());
        assert.deepEqual(first, {
          command: "SELECT 1",
          columns: ["a", "b"],
          rows: [["1", "NULL"]],
          truncatedAt: null,
          error: null,
        });
        assert.deepEqual([second?.command, second?.columns], ["CREATE TABLE", []]);
        assert.equal(third?.error?.code, "42601");
        assert.deepEqual(rest, []);
      });

      test("keeps a transaction from one statement to the next", async () => {
        await sql("BEGIN; CREATE TABLE contract_gone (x int); ROLLBACK");
        assert.deepEqual(await sql("SELECT to_regclass('contract_gone')"), [["NULL"]]);
        await sql("VACUUM surge_lab.hits");
      });

      test("reads no more rows than it shows, of however many", async () => {
        const text =
          "SELECT repeat('x', 1000) FROM generate_series(1, 100000) a, generate_series(1, 100000) b; SELECT 2";
        const before = process.memoryUsage().rss;
        const [many, next] = await inspection.sql(text, { ...limits(), rowLimit: 5 });
        assert.deepEqual([many?.rows.length, many?.truncatedAt, many?.error], [5, 5, null]);
        assert.deepEqual(next?.rows, [["2"]]);
        assert.ok(process.memoryUsage().rss - before < 100e6);
        const [exactly] = await inspection.sql("SELECT generate_series(1, 5)", { ...limits(), rowLimit: 5 });
        assert.deepEqual([exactly?.rows.length, exactly?.truncatedAt], [5, null]);
      });

      test("takes no longer than it may", async () => {
        const [slow] = await inspection.sql("SELECT pg_sleep(60)", { ...limits(), timeoutMs: 200 });
        assert.equal(slow?.error?.code, "57014");
      });

      test("ends when it is cancelled, in PostgreSQL too", async () => {
        const cancel = new AbortController();
        const running = inspection.sql("SELECT pg_sleep(60)", { ...limits(), signal: cancel.signal });
        const active =
          "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'";
        await until("the statement runs", async () => (await sql(active)).length === 1);
        cancel.abort();
        await assert.rejects(running, isAbort);
        await until("PostgreSQL has stopped it", async () => (await sql(active)).length === 0);
      });

      test("copies out, and refuses to copy in", async () => {
        assert.deepEqual(await sql("COPY (VALUES (1, 'a'), (2, 'b')) TO STDOUT"), [["1\ta"], ["2\tb"]]);
        const [refused] = await inspection.sql("COPY surge_lab.hits FROM STDIN", limits());
        assert.equal(refused?.error?.code, "57014");
      });
    });

    describe("Redis commands of a cell", () => {
      test("give replies line by line, and stop at the first error", async () => {
        const text = "# a list\nRPUSH 'a list' x \"y z\"\nLRANGE 'a list' 0 -1\nINCR 'a list'\nPING";
        const results = await inspection.redis(text, limits());
        await inspection.redis("DEL 'a list'", limits());
        assert.deepEqual(
          results.map(({ command, rows }) => [command, rows]),
          [
            ["RPUSH 'a list' x \"y z\"", [["2"]]],
            ["LRANGE 'a list' 0 -1", [["x"], ["y z"]]],
            ["INCR 'a list'", []],
          ],
        );
        assert.equal(results.at(-1)?.error?.code, "WRONGTYPE");
      });

      test(
        "that reach beyond the data of Redis are refused by it, in a script, too",
        ofOwnServers,
        async () => {
          const codeOf = async (text: string) => (await inspection.redis(text, limits())).at(-1)?.error?.code;
          // MODULE and DEBUG are what Redis 7 does for nobody.
          const beyond = [
            "CONFIG SET dir /tmp",
            "config set bind 0.0.0.0",
            "CONFIG REWRITE",
            "MODULE LOAD /tmp/x.so",
            "replicaof 127.0.0.1 1",
            "SLAVEOF 127.0.0.1 1",
            "SET here 1\nMIGRATE 127.0.0.1 1 here 0 1000",
            "DEBUG SLEEP 0",
            "SHUTDOWN NOSAVE",
            "ACL SETUSER other on nopass +@all",
            "ACL LIST",
            "CLUSTER MEET 127.0.0.1 1",
            "FAILOVER",
            "RESTORE other 0 x",
          ];
          for (const text of beyond)
            assert.equal(await codeOf(text), /^(MODULE|DEBUG)/.test(text) ? "ERR" : "NOPERM", text);
          for (const call of [
            "'MIGRATE', '127.0.0.1', 1, 'here', 0, 1000",
            "'CONFIG', 'SET', 'dir', '/tmp'",
          ]) {
            const [scripted] = await inspection.redis(`EVAL "return redis.call(${call})" 0`, limits());
            assert.match(
              scripted?.error?.message ?? "",
              /can't run this command|not allowed from script/,
              call,
            );
          }
          const usual = [
            "KEYS here\nDEL here\nFLUSHALL\nINFO server\nDBSIZE\nSORT nothing\nSAVE",
            "CONFIG GET appendonly\nCLIENT LIST\nCLIENT PAUSE 1\nSLOWLOG GET\nLATENCY LATEST\nMEMORY DOCTOR\nPUBLISH news 1",
            "MULTI\nINCR counted\nEXEC\nEVAL \"return redis.call('DEL', 'counted')\" 0\nACL WHOAMI",
          ];
          for (const text of usual) assert.equal(await codeOf(text), undefined, text);
        },
      );

      test("that would never end are refused or ended", async () => {
        const refused = (code: string) => (error: unknown) =>
          error instanceof LabError && error.code === code;
        for (const text of ["SUBSCRIBE news", "monitor", "PING\nclient  reply off"]) {
          await assert.rejects(inspection.redis(text, limits()), refused("redis-command-refused"), text);
        }
        const short = { ...limits(), timeoutMs: 200 };
        await assert.rejects(inspection.redis("BLPOP nothing 0", short), refused("redis-command-too-slow"));
        const cancel = new AbortController();
        const blocked = inspection.redis("BLPOP nothing 0", { ...limits(), signal: cancel.signal });
        setTimeout(() => cancel.abort(), 100);
        await assert.rejects(blocked, isAbort);
        assert.deepEqual((await inspection.redis("PING", limits()))[0]?.rows, [["PONG"]]);
      });
    });

    test("stop ends everything, also during pauses, the second does nothing, and the inspection says that the stack is gone", async () => {
      const ports = portsOf(stack.endpoints);
      const pauses = (ownServers ? services : []).map((name) =>
        stack.pause(name, 60_000, new AbortController().signal),
      );
      const cutOff = Promise.all(pauses.map((pause) => assert.rejects(pause)));
      if (ownServers) await until("the app stands still", () => isSilent(stack.endpoints.app));
      await Promise.all([stack.stop(), stack.stop()]);
      await stack.stop();
      await cutOff;
      assert.equal(await stack.ended, undefined);
      assert.deepEqual(await Promise.all(ports.map(listens)), [false, !ownServers, !ownServers]);
      assert.deepEqual(await stack.logs(new Date(0)), []);
      const gone = (error: unknown) => error instanceof LabError && error.code === "stack-gone";
      await assert.rejects(inspection.counted("naive"), gone);
      if (!ownServers) return;
      await assert.rejects(inspection.connections(), gone);
      await assert.rejects(inspection.sql("SELECT 1", limits()), gone);
      await assert.rejects(inspection.redis("PING", limits()), gone);
    });
  });
}

/** Whether the app takes longer than it ever does for its shortest answer. */
async function isSilent(app: string): Promise<boolean> {
  return fetch(`${app}/health`, { signal: AbortSignal.timeout(500) }).then(
    () => false,
    () => true,
  );
}
