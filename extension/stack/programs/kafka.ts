import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { cleanEnvironment } from "../engines/embedded/environment.ts";
import type { KafkaPrograms } from "../engines/engine.ts";
import { programError } from "./errors.ts";
import { findProgram, pathFolders, withUsualFolders } from "./program-path.ts";
import { runProgram } from "./run-program.ts";

/** The requirements of Kafka 4. Kafka 3 is started differently and logs in other words. */
const oldestKafka = 4;
const oldestJava = 17;

/**
 * The Kafka that `KAFKA_HOME` names, and the Java of `JAVA_HOME` or PATH; undefined when it names none.
 * @throws LabError when what it names is no Kafka, or too old, or has no Java to run on; AbortError
 */
export async function findKafka(
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<KafkaPrograms | undefined> {
  const home = env.KAFKA_HOME;
  if (!home) return undefined;
  const version = await versionIn(join(home, "libs"));
  if (version === undefined) throw programError("broker-missing", { broker: "kafka", home });
  if (majorOf(version) < oldestKafka) throw programError("broker-too-old", { home, version });

  const java = await findProgram("java", [
    ...(env.JAVA_HOME ? [join(env.JAVA_HOME, "bin")] : []),
    ...pathFolders(withUsualFolders(env)),
  ]);
  const javaVersion = java && (await versionOfJava(java, signal));
  if (!java || !javaVersion) throw programError("java-missing");
  if (majorOf(javaVersion) < oldestJava) throw programError("java-too-old", { java, version: javaVersion });
  return { home, version, java };
}

/** As the name of its main library has it: `kafka_2.13-4.1.0.jar`. */
async function versionIn(libs: string): Promise<string | undefined> {
  const files = await readdir(libs).catch(() => []);
  for (const file of files) {
    const version = /^kafka_[\d.]+-(\d+\.\d+[^-]*)\.jar$/.exec(file)?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}

/** `17.0.15` in `openjdk version "17.0.15" 2025-04-15`. macOS has a `java` that only says that there is none. */
async function versionOfJava(java: string, signal: AbortSignal): Promise<string | undefined> {
  const result = await runProgram(java, ["-version"], {
    env: cleanEnvironment({}),
    signal,
    timeout: 10_000,
  }).catch(() => undefined);
  signal.throwIfAborted();
  return /version "([^"]+)"/.exec(result?.stderr ?? "")?.[1];
}

/** Java 8 calls itself 1.8. */
function majorOf(version: string): number {
  return Number(version.replace(/^1\./, "").split(".", 1)[0]);
}
