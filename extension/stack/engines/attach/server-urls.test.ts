import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readRedisUrl } from "../../../../lab-stack/app/open-redis.ts";
import { kafkaAt } from "../../../../lab-stack/app/read-kafka-url.ts";
import { LabError } from "../../../common/lab-error.ts";
import { asCluster, readKafka, readPostgres, readRedis, readUrls, withKeyPrefix } from "./server-urls.ts";

const secret = "s%3Acret";
const sslmodeOf = (text: string) => new URL(readPostgres(text).url).searchParams.get("sslmode");

describe("a URL of PostgreSQL", () => {
  test("is named without user and password, and finds the lab's schema", () => {
    const { name, url } = readPostgres(
      ` postgresql://me:${secret}@db.example.org/my%20db?options=-c%20x.y%3D1 `,
    );
    assert.equal(name, "db.example.org:5432/my db");
    assert.equal(new URL(url).searchParams.get("options"), "-c x.y=1 -c search_path=surge_lab");
  });

  test("without a word about TLS is verified, but on this machine plain", () => {
    assert.equal(sslmodeOf("postgres://me@db.example.org/x"), "verify-full");
    assert.equal(sslmodeOf("postgres://me@127.0.0.1:5433/x"), "disable");
    assert.equal(sslmodeOf("postgres://me@[::1]/x"), "disable");
    assert.equal(sslmodeOf("postgres://me@db.example.org/x?sslmode=require"), "require");
    assert.equal(sslmodeOf("postgres://me@localhost/x?sslmode=verify-ca"), "verify-ca");
  });

  test("that leads elsewhere than it says, or cannot be read, is refused without being repeated", () => {
    for (const text of [
      `postgresql://me:${secret}@one.example/x?host=two.example`,
      `postgresql://me:${secret}@one.example/x?sslmode=maybe`,
      `postgresql://me:${secret}@one.example`,
      `postgresql://one.example/x?password=${secret}`,
      `mysql://me:${secret}@one.example/x`,
      `me:${secret}@one.example/x`,
      `postgresql://me:${secret}@one:5432,two:5432/x`,
    ]) {
      assert.throws(
        () => readPostgres(text),
        (error) =>
          error instanceof LabError && error.code === "server-url" && !error.message.includes("cret"),
        text,
      );
    }
  });
});

describe("a URL of Redis", () => {
  test("says one server or several nodes, TLS, who one is and which database", () => {
    const { name, address } = readRedis(
      `rediss+cluster://me:${secret}@one:7000,[::1]:7001,three?sslmode=require`,
    );
    assert.equal(name, "one:7000, ::1:7001, three:6379");
    assert.deepEqual(
      [address.cluster, address.tls, address.username, address.password],
      [true, true, "me", "s:cret"],
    );
    const single = readRedis("redis://:p@one:7000/3").address;
    assert.deepEqual([single.cluster, single.tls, single.username, single.db], [false, false, undefined, 3]);
  });

  test("becomes one of a cluster, and has the lab's prefix", () => {
    assert.equal(asCluster("redis://:p@one:7000/0"), "redis+cluster://:p@one:7000");
    assert.equal(asCluster("rediss://one?sslmode=require"), "rediss+cluster://one?sslmode=require");
    const url = withKeyPrefix("rediss://one?sslmode=require", "surge:{1}:");
    assert.equal(readRedisUrl(url).query.get("keyPrefix"), "surge:{1}:");
    assert.equal(readRedisUrl(url).query.get("sslmode"), "require");
  });

  test("that cannot be read is refused without being repeated", () => {
    for (const text of [
      `http://me:${secret}@one`,
      `redis://me:${secret}@`,
      `redis://${secret}@one/x`,
      `redis://${secret}@one?keyPrefix=x`,
    ]) {
      assert.throws(
        () => readRedis(text),
        (error) =>
          error instanceof LabError && error.code === "server-url" && !error.message.includes("cret"),
        text,
      );
    }
  });
});

describe("a URL of Kafka", () => {
  test("names brokers; kafkas:// is TLS, verified unless it says otherwise, and user and password are SASL/PLAIN", () => {
    const { url, name } = readKafka(" kafka://one:9093,[::1]:9094,three ");
    assert.equal(name, "one:9093, ::1:9094, three:9092");
    const bootstrapBrokers = [
      { host: "one", port: 9093 },
      { host: "::1", port: 9094 },
      { host: "three", port: 9092 },
    ];
    assert.deepEqual(kafkaAt(url), { bootstrapBrokers });
    assert.deepEqual(kafkaAt("one:9093,[::1]:9094,three:9092"), { bootstrapBrokers });
    const guarded = readKafka(`kafkas://me:${secret}@one`);
    assert.equal(guarded.name, "one:9092");
    const { tls, sasl } = kafkaAt(guarded.url);
    assert.deepEqual(tls, { rejectUnauthorized: true });
    assert.deepEqual(sasl, { mechanism: "PLAIN", username: "me", password: "s:cret" });
    assert.equal(kafkaAt("kafkas://one?sslmode=require").tls?.rejectUnauthorized, false);
  });

  test("that would send a password in clear, asks for what there is not, or cannot be read, is refused without being repeated", () => {
    for (const text of [
      `kafka://me:${secret}@one`,
      `kafkas://me@one`,
      `kafkas://:${secret}@one`,
      `kafkas://me:${secret}@one?sasl=scram-sha-256`,
      `kafka://one?sslmode=require`,
      `kafkas://me:${secret}@`,
      `one:9092`,
      `https://me:${secret}@one`,
      `kafkas://me:s%cret@one`,
    ]) {
      assert.throws(
        () => readKafka(text),
        (error) =>
          error instanceof LabError && error.code === "server-url" && !error.message.includes("cret"),
        text,
      );
    }
  });
});

test("what is missing is told with the variable and the command that give it", () => {
  assert.throws(() => readUrls({ redis: "redis://one" }), /Attach to Servers.*SURGE_LAB_POSTGRES_URL/);
  assert.throws(() => readUrls({ postgres: "postgresql://me@one/x" }), /SURGE_LAB_REDIS_URL/);
});
