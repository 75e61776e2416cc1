import { join } from "node:path";
import { storageFolder } from "../../extension/cli/folders.ts";
import { missingPart } from "../../extension/stack/programs/missing-part.ts";
import { findProgram, pathFolders } from "../../extension/stack/programs/program-path.ts";
import { findRabbitmq } from "../../extension/stack/programs/rabbitmq.ts";
import { distFolder, root } from "./stack.ts";

/** Why tests with RabbitMQ are skipped; on a machine of ours, which has it, they never are. */
export async function withoutRabbitmq(): Promise<string | false> {
  const found = await findRabbitmq();
  if (!found && process.env.CI) throw new Error("There is no RabbitMQ here.");
  return found ? false : "there is no RabbitMQ on this machine";
}

/** The same of PgBouncer, which Debian's packages bring along. */
export async function withoutPgbouncer(): Promise<string | false> {
  const missing = await missingPart("pgbouncer", {
    engine: "embedded",
    stackFolder: join(root, "lab-stack"),
    storageFolder: storageFolder(),
    distFolder,
    signal: new AbortController().signal,
  });
  if (missing && process.env.CI) throw missing;
  return missing ? "there is no PgBouncer for this machine" : false;
}

/** The same of Kafka, which Maven fetches where `KAFKA_HOME` names none. */
export async function withoutKafka(): Promise<string | false> {
  const needed = process.env.KAFKA_HOME ? ["java"] : ["java", "mvn"];
  const found = await Promise.all(needed.map((name) => findProgram(name, pathFolders(process.env))));
  const missing = needed.filter((_, index) => found[index] === undefined).join(", ");
  if (missing !== "" && process.env.CI) throw new Error(`There is no ${missing} here.`);
  return missing !== "" && `there is no ${missing} on this machine`;
}
