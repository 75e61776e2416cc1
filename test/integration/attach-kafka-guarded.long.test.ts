import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Admin } from "@platformatic/kafka";
import { LabError } from "../../extension/common/lab-error.ts";
import type { JsonReport } from "../../extension/report/json-report.ts";
import { dropFromServers } from "../../extension/stack/engines/attach/drop-from-servers.ts";
import type { Composition } from "../../extension/stack/stack.ts";
import { attachment, newDatabase, startAttached } from "../support/attach.ts";
import { withoutKafka } from "../support/brokers.ts";
import { type Certificates, makeCertificates } from "../support/certificates.ts";
import { runCli } from "../support/cli.ts";
import { type GuardedKafka, startGuardedKafka } from "../support/guarded-kafka.ts";
import { type PostgresServer, type Server, startPostgres, startRedis } from "../support/servers.ts";
import { commandLine, descendantsOf } from "../support/stack.ts";

// A Kafka with TLS, passwords and ACLs.

const notebook = [
  "# Kafka",
  "```yaml lab start\nstart: { with: [kafka] }\nneeds: [kafka]\n```",
  "```yaml lab accept\nload: { strategy: kafka, requests: 200 }\nexpect: { ok: 200, pending: 200, lost: 0 }\n```",
  "```yaml lab drain\nprocess: { strategy: kafka }\nexpect: { pending: 0, ledger.stored: 200, ledger.lost: 0 }\n```",
  "```yaml lab broken\nload: { strategy: kafka, requests: 200, fault: { kill: kafka } }\n```",
].join("\n\n");

describe("a guarded Kafka", { skip: await withoutKafka() }, () => {
  const composition: Composition = { app: "node", with: ["kafka"], partitions: 2 };
  let certificates: Certificates;
  let postgres: PostgresServer;
  let redis: Server;
  let kafka: GuardedKafka;
  let database = "";

  before(async () => {
    [postgres, redis, certificates] = await Promise.all([startPostgres(), startRedis(), makeCertificates()]);
    kafka = await startGuardedKafka(certificates, { pupil: "open-sesame", stranger: "let-me-in" });
    database = await newDatabase(postgres.url, "guarded");
  });
  after(async () => {
    await Promise.all([postgres?.remove(), redis?.remove(), kafka?.remove()]);
    await certificates?.remove();
  });

  const urlsOf = (kafkaUrl: string) => ({ postgres: database, redis: redis.url, kafka: kafkaUrl });
  const signedBy = () => `sslrootcert=${encodeURIComponent(certificates.authority)}`;
  const at = (login: string, query: string, host = "localhost") =>
    `kafkas://${login}${host}:${kafka.port}${query}`;

  /** @returns the error; the stack must not start */
  async function refusal(kafkaUrl: string): Promise<LabError> {
    const error = await startAttached({ urls: urlsOf(kafkaUrl), composition }).then(
      (stack) => stack.stop().then(() => assert.fail("It started.")),
      (failure: unknown) => failure,
    );
    assert.ok(error instanceof LabError, String(error));
    assert.doesNotMatch(`${error.what.en} ${error.what.ru} ${error.stack}`, /sesame|let-me-in|pupil-/);
    return error;
  }
  const code = async (kafkaUrl: string) => (await refusal(kafkaUrl)).code;

  /** In the terminal, with a result file and a report: everything runs, and no password is told anywhere. */
  async function runLab(url: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    const [file, json, html] = ["kafka.lab.md", "results.json", "report.html"].map((name) =>
      join(folder, name),
    );
    assert.ok(file && json && html);
    try {
      await writeFile(file, notebook);
      const { postgres, redis, kafka } = urlsOf(url);
      const env = {
        SURGE_LAB_POSTGRES_URL: postgres,
        SURGE_LAB_REDIS_URL: redis,
        SURGE_LAB_KAFKA_URL: kafka,
      };
      const words = [file, "--engine", "attach", "--yes", "--lang", "en", "--json", json, "--report", html];
      const { code, stdout, stderr } = await runCli(words, env);
      assert.equal(code, 1, stdout + stderr);
      assert.match(stdout, /does not kill, freeze or start Kafka there/);
      const { cells }: JsonReport = JSON.parse(await readFile(json, "utf8"));
      assert.deepEqual(
        cells.map(({ status }) => status),
        ["ok", "ok", "ok", "failed"],
      );
      assert.equal(cells.at(-1)?.error?.code, "not-our-server");
      for (const text of [stdout, stderr, await readFile(json, "utf8"), await readFile(html, "utf8")]) {
        assert.doesNotMatch(text, /open-sesame/);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  test("that nobody vouches for, or for another name, is refused; so is a wrong password, or no TLS", async () => {
    const pupil = "pupil:open-sesame@";
    assert.equal(await code(at(pupil, "")), "tls-untrusted");
    assert.equal(await code(at(pupil, `?${signedBy()}`, "127.0.0.1")), "tls-untrusted");
    assert.equal(await code(at(pupil, "?sslrootcert=/no/such/file")), "tls-file");
    assert.equal(await code(at("pupil:sesame@", `?${signedBy()}`)), "wrong-password");
    assert.equal(await code(at("", `?${signedBy()}`)), "connection-closed");
    assert.equal(await code(`kafka://localhost:${kafka.port}`), "tls-wanted");
    assert.equal(await code(`kafkas://${kafka.admin}`), "no-tls");
  });

  test("that does not allow the lab its topic: the ACL that would help is named, and does help", async () => {
    const url = at("pupil:open-sesame@", `?${signedBy()}`);
    const { code, remedy } = await refusal(url);
    assert.equal(code, "privilege-missing");
    const words = /--operation (\w+) --topic (\S+) --resource-pattern-type (\w+)$/;
    const [, operation, topic = "", pattern] = words.exec(remedy.en) ?? [];
    assert.deepEqual([operation, pattern], ["All", "prefixed"]);
    assert.match(remedy.ru, words);
    const admin = new Admin({ clientId: "test", bootstrapBrokers: [kafka.admin] });
    try {
      const anything = { resourceType: 2, operation: 2, permissionType: 3, host: "*" } as const;
      const allowed = { resourceName: topic, resourcePatternType: 4, principal: "User:pupil" } as const;
      await admin.createAcls({ creations: [{ ...anything, ...allowed }] });

      const stack = await startAttached({ urls: urlsOf(url), composition });
      try {
        const pids = await descendantsOf(process.pid);
        for (const line of await Promise.all(pids.map(commandLine))) assert.doesNotMatch(line, /open-sesame/);
        const post = (what: string) => fetch(`${stack.endpoints.app}/kafka/${what}`, { method: "POST" });
        assert.equal((await post("hit")).status, 200);
        assert.deepEqual(await (await post("process")).json(), { processed: 1 });
        assert.doesNotMatch(JSON.stringify(await stack.logs(new Date(0))), /open-sesame/);
      } finally {
        await stack.stop();
      }
      assert.equal((await admin.listTopics()).length, 1);
      await runLab(url);
      // Somebody else's rights are not enough to remove it, and then everything stays.
      const { signal } = new AbortController();
      const stranger = urlsOf(at("stranger:let-me-in@", `?${signedBy()}`));
      await assert.rejects(dropFromServers(attachment(stranger), signal), { code: "privilege-missing" });
      assert.equal((await admin.listTopics()).length, 1);
      assert.equal(await dropFromServers(attachment(urlsOf(url)), signal), true);
      assert.deepEqual(await admin.listTopics(), []);
    } finally {
      await admin.close();
    }
  });
});
