import assert from "node:assert/strict";
import { test } from "node:test";
import { brokerSettings } from "./broker-settings.ts";
import { plainComposition, servicesOf } from "./stack.ts";

test("a stack has the brokers that its start has asked for, and the app hears of those only", () => {
  assert.deepEqual(servicesOf({ with: [] }), ["postgres", "redis", "app"]);
  assert.deepEqual(servicesOf({ with: ["rabbitmq"] }), ["postgres", "redis", "rabbitmq", "app"]);
  assert.deepEqual(servicesOf({ with: ["pgbouncer"] }), ["postgres", "redis", "pgbouncer", "app"]);
  assert.deepEqual(servicesOf({ with: ["rabbitmq", "kafka"] }), [
    "postgres",
    "redis",
    "rabbitmq",
    "kafka",
    "app",
  ]);
  assert.deepEqual(brokerSettings({}, plainComposition), {});
  assert.deepEqual(brokerSettings({ rabbitmq: "amqp://127.0.0.1:1" }, plainComposition), {
    RABBITMQ_URL: "amqp://127.0.0.1:1",
  });
  const partitioned = { ...plainComposition, partitions: 4 };
  assert.deepEqual(brokerSettings({ kafka: "127.0.0.1:2" }, partitioned), {
    KAFKA_BROKERS: "127.0.0.1:2",
    KAFKA_PARTITIONS: "4",
  });
  assert.deepEqual(brokerSettings({ kafka: "kafka://one", kafkaTopic: "surge-1" }, plainComposition), {
    KAFKA_BROKERS: "kafka://one",
    KAFKA_TOPIC: "surge-1",
  });
});
