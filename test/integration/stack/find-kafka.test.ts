import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { LabError } from "../../../extension/common/lab-error.ts";
import { findKafka } from "../../../extension/stack/programs/kafka.ts";

const signal = new AbortController().signal;
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-test-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("nothing is looked for where KAFKA_HOME is not set", async () => {
  assert.equal(await findKafka(signal, {}), undefined);
  assert.equal(await findKafka(signal, { KAFKA_HOME: "" }), undefined);
});

test("a folder without Kafka, and one with an old Kafka, are told apart", async () => {
  await assert.rejects(
    findKafka(signal, { KAFKA_HOME: join(folder, "nowhere") }),
    isError("broker-missing", "nowhere"),
  );
  const old = await distribution("kafka_2.13-3.9.1.jar");
  await assert.rejects(findKafka(signal, { KAFKA_HOME: old }), isError("broker-too-old", "3.9.1"));
});

test("the Java of JAVA_HOME comes first; one that is old, or none at all, is told", {
  skip: process.platform === "win32",
}, async () => {
  const home = await distribution("kafka_2.13-4.1.0.jar");
  const java = (says: string) => javaHome(`echo '${says}' >&2`);
  const JAVA_HOME = await java('openjdk version "17.0.15" 2025-04-15');
  assert.deepEqual(await findKafka(signal, { KAFKA_HOME: home, JAVA_HOME }), {
    home,
    version: "4.1.0",
    java: join(JAVA_HOME, "bin", "java"),
  });
  for (const [says, version] of [
    ['java version "1.8.0_391"', "1.8.0_391"],
    ['openjdk version "11.0.2" 2019-01-15', "11.0.2"],
  ] as const) {
    const env = { KAFKA_HOME: home, JAVA_HOME: await java(says) };
    await assert.rejects(findKafka(signal, env), isError("java-too-old", version));
  }
  const none = await javaHome("echo 'Unable to locate a Java Runtime.' >&2; exit 1");
  await assert.rejects(
    findKafka(signal, { KAFKA_HOME: home, JAVA_HOME: none }),
    isError("java-missing", "Java"),
  );
});

async function distribution(jar: string): Promise<string> {
  const home = await mkdtemp(join(folder, "kafka-"));
  await mkdir(join(home, "libs"));
  for (const file of ["kafka-clients-9.9.9.jar", jar]) await writeFile(join(home, "libs", file), "");
  return home;
}

async function javaHome(script: string): Promise<string> {
  const home = await mkdtemp(join(folder, "java-"));
  await mkdir(join(home, "bin"));
  await writeFile(join(home, "bin", "java"), `#!/bin/sh\n${script}\n`);
  await chmod(join(home, "bin", "java"), 0o755);
  return home;
}

function isError(code: string, words: string) {
  return (error: unknown) =>
    error instanceof LabError &&
    error.code === code &&
    error.what.en.includes(words) &&
    error.what.ru.includes(words);
}
