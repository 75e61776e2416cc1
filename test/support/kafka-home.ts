import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { storageFolder } from "../../extension/cli/folders.ts";
import { runProgram } from "../../extension/stack/programs/run-program.ts";
import { makeFolder } from "../../extension/stack/programs/storage.ts";

const pom = fileURLToPath(new URL("./kafka.pom.xml", import.meta.url));

let home: Promise<string> | undefined;

/**
 * A folder like that of an unpacked Kafka: `KAFKA_HOME` where it is set, else one that is made once of the
 * artifacts in Maven's repository and kept in the command line's own storage.
 */
export function kafkaHome(): Promise<string> {
  home ??= process.env.KAFKA_HOME ? Promise.resolve(process.env.KAFKA_HOME) : fromMaven();
  return home;
}

async function fromMaven(): Promise<string> {
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)/.exec(
    await readFile(pom, "utf8"),
  )?.[1];
  const name = `kafka-${version}`;
  const kept = join(storageFolder(), name);
  if (await exists(join(kept, "libs"))) return kept;
  console.log("Fetching Kafka with Maven (once, about a minute)…");
  return makeFolder(storageFolder(), name, async (folder) => {
    const goal = [
      "dependency:copy-dependencies",
      "-DincludeScope=runtime",
      `-DoutputDirectory=${join(folder, "libs")}`,
    ];
    const { code, stdout, stderr } = await runProgram("mvn", ["--batch-mode", "--quiet", "-f", pom, ...goal]);
    if (code !== 0) throw new Error(`mvn ended with ${code}:\n${stdout}${stderr}`);
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
