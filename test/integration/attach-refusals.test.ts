import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { isAbort, LabError } from "../../extension/common/lab-error.ts";
import { openInspection } from "../../extension/inspection/inspection.ts";
import { dropFromServers } from "../../extension/stack/engines/attach/drop-from-servers.ts";
import { freePort } from "../../extension/stack/free-port.ts";
import { attachment, newDatabase, openCluster, startAttached, startRedisCluster } from "../support/attach.ts";
import { type Certificates, makeCertificates } from "../support/certificates.ts";
import { type PostgresServer, query, type Server, startPostgres, startRedis } from "../support/servers.ts";

let postgres: PostgresServer;
let redisServer: Server;
let redis: Redis;
let certificates: Certificates;

before(async () => {
  [postgres, redisServer, certificates] = await Promise.all([
    startPostgres(),
    startRedis(),
    makeCertificates(),
  ]);
  redis = new Redis(redisServer.url);
});
after(async () => {
  redis?.disconnect();
  await Promise.all([postgres?.remove(), redisServer?.remove(), certificates?.remove()]);
});

let databases = 0;
/** A database, its student's URL, and a way to ask in it as the superuser. */
async function newCourse() {
  databases += 1;
  const name = `refusing_${databases}`;
  const url = await newDatabase(postgres.url, name);
  const admin = new URL(postgres.url);
  admin.pathname = `/${name}`;
  return { name, role: `${name}_student`, url, sql: (text: string) => query(admin.href, text) };
}

/** @returns the error; the stack must not start, and nothing of it may be left */
async function refusal(urls: { postgres?: string; redis?: string }): Promise<LabError> {
  const error = await startAttached({ urls: { redis: redisServer.url, ...urls } }).then(
    async (stack) => {
      await stack.stop();
      throw new Error("It started.");
    },
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof LabError, String(error));
  assert.doesNotMatch(
    `${error.what.en} ${error.what.ru} ${error.message} ${error.stack}`,
    /pupil-|:redis@|sesame/,
  );
  return error;
}

const schemasOf = async (sql: (text: string) => Promise<{ rows: object[] }>) =>
  (await sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'surge%'")).rows;

describe("a PostgreSQL that does not let the lab", () => {
  test("make a schema: the GRANT that would help is named, and it does help", async () => {
    const { name, role, url, sql } = await newCourse();
    await sql(`REVOKE CREATE ON DATABASE ${name} FROM ${role}`);
    const { code, what, remedy } = await refusal({ postgres: url });
    assert.equal(code, "privilege-missing");
    assert.match(what.en, /lacks CREATE on the database refusing_\d+/);
    const grant = `GRANT CREATE ON DATABASE ${name} TO ${role};`;
    const schema = `CREATE SCHEMA surge_lab AUTHORIZATION ${role};`;
    for (const text of [remedy.en, remedy.ru]) assert.ok(text.includes(grant) && text.includes(schema));
    assert.deepEqual(await schemasOf(sql), []);
    // The other of the two remedies: an empty schema of one's own is taken.
    await sql(schema);
    await (await startAttached({ urls: { postgres: url, redis: redisServer.url } })).stop();
  });

  test("touch the tables of a schema that another role made: the GRANTs that would help are named, and help", async () => {
    const { role, url, sql } = await newCourse();
    const urls = { postgres: url, redis: redisServer.url };
    await (await startAttached({ urls })).stop();
    await sql(`CREATE ROLE teacher_of_${role}`);
    await sql(`ALTER SCHEMA surge_lab OWNER TO teacher_of_${role}`);
    const tables = (
      await sql(
        "SELECT relname FROM pg_class WHERE relnamespace = 'surge_lab'::regnamespace AND relkind = 'r'",
      )
    ).rows;
    for (const { relname } of tables)
      await sql(`ALTER TABLE surge_lab.${relname} OWNER TO teacher_of_${role}`);
    const { code, what, remedy } = await refusal({ postgres: url });
    assert.equal(code, "privilege-missing");
    assert.match(what.en, /belongs to teacher_of_/);
    await sql(/: (GRANT .*)$/.exec(remedy.en)?.[1] ?? "");
    const stack = await startAttached({ urls });
    const inspection = await openInspection(stack);
    assert.equal((await fetch(`${stack.endpoints.app}/append/hit`, { method: "POST" })).status, 200);
    await inspection.reset();
    await stack.stop();
  });

  test("have a schema surge_lab because there is one that the lab did not make: it stays as it is", async () => {
    const { url, sql } = await newCourse();
    await sql(
      "CREATE SCHEMA surge_lab; CREATE TABLE surge_lab.counter (mine text); INSERT INTO surge_lab.counter VALUES ('1')",
    );
    assert.equal((await refusal({ postgres: url })).code, "schema-foreign");
    const urls = { postgres: url, redis: redisServer.url };
    await assert.rejects(dropFromServers(attachment(urls), new AbortController().signal), {
      code: "schema-foreign",
    });
    assert.deepEqual((await sql("SELECT * FROM surge_lab.counter")).rows, [{ mine: "1" }]);
  });

  test("find its columns: the table and the column are named", async () => {
    const { url, sql } = await newCourse();
    await (await startAttached({ urls: { postgres: url, redis: redisServer.url } })).stop();
    await sql("ALTER TABLE surge_lab.hits RENAME hit_id TO elsewhere");
    const { code, what } = await refusal({ postgres: url });
    assert.equal(code, "schema-differs");
    assert.match(what.en, /surge_lab\.hits lacks hit_id/);
  });

  test("remove a schema on which others have built: theirs and the schema stay", async () => {
    const { url, sql } = await newCourse();
    const urls = { postgres: url, redis: redisServer.url };
    await (await startAttached({ urls })).stop();
    await sql("CREATE VIEW public.report AS SELECT sum(value) FROM surge_lab.counter");
    await assert.rejects(dropFromServers(attachment(urls), new AbortController().signal), (error) => {
      return (
        error instanceof LabError &&
        error.code === "schema-in-use" &&
        /view public.report|view report/.test(error.what.en)
      );
    });
    assert.equal((await sql("SELECT * FROM public.report")).rowCount, 1);
    await sql("DROP VIEW public.report");
    assert.equal(await dropFromServers(attachment(urls), new AbortController().signal), true);
    assert.deepEqual(await schemasOf(sql), []);
  });

  test("write, in, find the database, or get a connection: each says so", async () => {
    const { name, role, url, sql } = await newCourse();
    const changed = (change: (url: URL) => void) => {
      const other = new URL(url);
      change(other);
      return other.href;
    };
    const told = async (change: (url: URL) => void) => (await refusal({ postgres: changed(change) })).code;
    assert.equal(
      await told((u) => {
        u.password = "open-sesame";
      }),
      "wrong-password",
    );
    assert.equal(
      await told((u) => {
        u.pathname = "/nowhere";
      }),
      "no-database",
    );
    const free = String(await freePort());
    assert.equal(
      await told((u) => {
        u.port = free;
      }),
      "server-unreachable",
    );
    await sql(`ALTER ROLE ${role} IN DATABASE ${name} SET default_transaction_read_only = on`);
    assert.equal(await told(() => {}), "read-only");
    await sql(`ALTER ROLE ${role} IN DATABASE ${name} RESET default_transaction_read_only`);
    await sql(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    assert.equal(await told(() => {}), "server-full");
  });

  test("answer: a cancel is through within a second", async () => {
    const { url } = await newCourse();
    postgres.freeze();
    try {
      const cancel = new AbortController();
      const starting = startAttached({
        urls: { postgres: url, redis: redisServer.url },
        signal: cancel.signal,
      });
      setTimeout(() => cancel.abort(), 300);
      await assert.rejects(
        Promise.race([starting, sleep(3_000).then(() => assert.fail("It took 3 s."))]),
        isAbort,
      );
    } finally {
      postgres.thaw();
    }
  });
});

describe("a Redis that does not let the lab", () => {
  test("in, or write, or use the commands and keys that it needs: each says so, and the ACL that is named helps", async () => {
    const { url } = await newCourse();
    const at = `127.0.0.1:${redisServer.port}`;
    const told = (login: string) => refusal({ postgres: url, redis: `redis://${login}@${at}` });
    assert.equal((await refusal({ postgres: url, redis: `redis://${at}` })).code, "wrong-password");
    assert.equal((await told(":open-sesame")).code, "wrong-password");
    await redis.call("ACL", "SETUSER", "pupil", "on", ">sesame", "~other:*", "+@all");
    assert.match((await told("pupil:sesame")).what.en, /NOPERM/);
    await redis.call(
      "ACL",
      "SETUSER",
      "pupil",
      "reset",
      "on",
      ">sesame",
      "~surge:*",
      "+@read",
      "+ping",
      "+info",
    );
    const { code, remedy } = await told("pupil:sesame");
    assert.equal(code, "privilege-missing");
    const [, words = ""] = /ACL SETUSER you (.*)$/.exec(remedy.en) ?? [];
    await redis.call("ACL", "SETUSER", "pupil", "reset", "on", ">sesame", ...words.split(" "));
    const stack = await startAttached({ urls: { postgres: url, redis: `redis://pupil:sesame@${at}` } });
    const inspection = await openInspection(stack);
    for (const strategy of ["buffered", "batched", "getdel", "stream"]) {
      assert.equal((await fetch(`${stack.endpoints.app}/${strategy}/hit`, { method: "POST" })).status, 200);
      const answer = await fetch(`${stack.endpoints.app}/${strategy}/process`, { method: "POST" });
      assert.deepEqual(await answer.json(), { processed: 1 });
    }
    await inspection.reset();
    await stack.stop();
  });

  test("write because it is a replica", async () => {
    const { url } = await newCourse();
    const replica = await startRedis([
      "--replicaof",
      "127.0.0.1",
      String(redisServer.port),
      "--masterauth",
      "redis",
    ]);
    try {
      assert.equal((await refusal({ postgres: url, redis: replica.url })).code, "read-only");
    } finally {
      await replica.remove();
    }
  });

  test("be a cluster, or answer", async () => {
    const { url } = await newCourse();
    const asCluster = redisServer.url.replace("redis://", "redis+cluster://");
    assert.equal((await refusal({ postgres: url, redis: asCluster })).code, "no-cluster");
    const nobody = `redis://:redis@127.0.0.1:${await freePort()}`;
    assert.equal((await refusal({ postgres: url, redis: nobody })).code, "server-unreachable");
  });
});

describe("servers with TLS", () => {
  let tls: { postgres: string; redis: string };
  before(async () => {
    const { key, certificate, authority } = certificates;
    for (const [name, value] of [
      ["ssl_cert_file", certificate],
      ["ssl_key_file", key],
      ["ssl", "on"],
    ]) {
      await query(postgres.url, `ALTER SYSTEM SET ${name} = '${value}'`);
    }
    await query(postgres.url, "SELECT pg_reload_conf()");
    const port = await freePort();
    await redis.config(
      "SET",
      "tls-cert-file",
      certificate,
      "tls-key-file",
      key,
      "tls-ca-cert-file",
      authority,
      "tls-auth-clients",
      "no",
    );
    await redis.config("SET", "tls-port", String(port));
    tls = { postgres: (await newCourse()).url, redis: `rediss://:redis@localhost:${port}` };
  });

  test("are spoken to in TLS when their certificates are signed by whom the URL names", async () => {
    const ca = encodeURIComponent(certificates.authority);
    const onLocalhost = tls.postgres.replace("127.0.0.1", "localhost");
    const verified = `?sslmode=verify-full&sslrootcert=${ca}`;
    const stack = await startAttached({
      urls: { postgres: onLocalhost + verified, redis: tls.redis + verified },
    });
    try {
      assert.equal((await fetch(`${stack.endpoints.app}/buffered/hit`, { method: "POST" })).status, 200);
      assert.equal((await fetch(`${stack.endpoints.app}/atomic/hit`, { method: "POST" })).status, 200);
      const inspection = await openInspection(stack);
      const limits = { rowLimit: 9, timeoutMs: 5_000, signal: new AbortController().signal };
      const [own] = await inspection.sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", limits);
      assert.deepEqual(own?.rows, [["t"]]);
      const plain = `SELECT FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename LIKE 'refusing%' AND NOT ssl`;
      assert.equal((await query(postgres.url, plain)).rowCount, 0);
      const clients = String(await redis.client("LIST"));
      assert.match(clients, /name=surge-lab|cmd=incr/);
    } finally {
      await stack.stop();
    }
  });

  test("are refused when nobody vouches for them, or for another name; `require` and `verify-ca` ask for less", async () => {
    const ca = encodeURIComponent(certificates.authority);
    const code = async (parameters: string, host = "localhost") => {
      const urls = {
        postgres: tls.postgres.replace("127.0.0.1", host) + parameters,
        redis: tls.redis.replace("localhost", host) + parameters,
      };
      const codes: string[] = [];
      for (const server of ["postgres", "redis"] as const) {
        const both = { postgres: tls.postgres, redis: redisServer.url, [server]: urls[server] };
        codes.push(
          await startAttached({ urls: both }).then(
            (stack) => stack.stop().then(() => "started"),
            (error) => error.code,
          ),
        );
      }
      return codes;
    };
    assert.deepEqual(await code("?sslmode=verify-full"), ["tls-untrusted", "tls-untrusted"]);
    assert.deepEqual(await code(`?sslmode=verify-full&sslrootcert=${ca}`, "127.0.0.1"), [
      "tls-untrusted",
      "tls-untrusted",
    ]);
    assert.deepEqual(await code("?sslmode=verify-full&sslrootcert=/nowhere/ca.pem"), [
      "tls-file",
      "tls-file",
    ]);
    assert.deepEqual(await code(`?sslmode=verify-ca&sslrootcert=${ca}`, "127.0.0.1"), ["started", "started"]);
    assert.deepEqual(await code("?sslmode=require", "127.0.0.1"), ["started", "started"]);
  });

  test("that are missing are told: PostgreSQL without TLS", async () => {
    await query(postgres.url, "ALTER SYSTEM SET ssl = 'off'");
    await query(postgres.url, "SELECT pg_reload_conf()");
    assert.equal((await refusal({ postgres: `${(await newCourse()).url}?sslmode=require` })).code, "no-tls");
  });
});

test("a node of a cluster, named as a single server, is spoken to as a cluster", async () => {
  const cluster = await startRedisCluster();
  const client = openCluster(cluster);
  try {
    const urls = { postgres: (await newCourse()).url, redis: cluster.nodes[1]?.url ?? "" };
    const stack = await startAttached({ urls });
    assert.equal((await fetch(`${stack.endpoints.app}/batched/hit`, { method: "POST" })).status, 200);
    await stack.stop();
    const found = await Promise.all(client.nodes("master").map((node) => node.keys("surge:*")));
    assert.equal(found.flat().length, 1);
  } finally {
    client.disconnect();
    await cluster.remove();
  }
});
