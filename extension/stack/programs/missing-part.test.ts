import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isAbort } from "../../common/lab-error.ts";
import type { EngineName } from "../stack.ts";
import { missingPart, type Part } from "./missing-part.ts";

let empty = "";
before(async () => {
  empty = await mkdtemp(join(tmpdir(), "surge-parts-"));
});
after(() => rm(empty, { recursive: true, force: true }));

const stackFolder = fileURLToPath(new URL("../../../lab-stack", import.meta.url));

/** On a machine with nothing on it, as far as its environment says. */
function missing(part: Part, engine: EngineName, signal = new AbortController().signal) {
  const options = { engine, stackFolder, storageFolder: empty, distFolder: empty, signal };
  const places = {
    env: { PATH: empty },
    bundledFolder: "/no-such-folder",
    packageFolders: [],
    postgresFolders: [],
    redisFolders: [],
    pgbouncerFolders: [],
  };
  return missingPart(part, options, places);
}

test("a machine without Kafka, PgBouncer or Python is told what to install", async () => {
  const kafka = await missing("kafka", "embedded");
  assert.equal(kafka?.code, "broker-missing");
  assert.match(kafka?.remedy.en ?? "", /KAFKA_HOME/);
  const pgbouncer = await missing("pgbouncer", "embedded");
  assert.equal(pgbouncer?.code, "pgbouncer-missing");
  for (const words of Object.values(pgbouncer?.remedy ?? {}))
    assert.match(words, /apt install pgbouncer.*brew install pgbouncer.*Docker.*`start: \{ with: … \}`/);
  const python = await missing("fastapi", "embedded");
  assert.equal(python?.code, "python-missing");
  assert.match(python?.remedy.ru ?? "", /Python/);
});

test("Docker brings every part along; of servers that exist, Kafka needs its URL, the others cannot be", async () => {
  for (const part of ["pgbouncer", "rabbitmq", "kafka", "fastapi"] as const) {
    assert.equal(await missing(part, "compose"), undefined);
    const refused = await missing(part, "attach");
    assert.equal(refused?.code, part === "kafka" ? "server-url" : "not-attached");
    if (part === "kafka") assert.match(refused?.remedy.ru ?? "", /SURGE_LAB_KAFKA_URL/);
  }
  const options = { engine: "attach", stackFolder, storageFolder: empty, distFolder: empty } as const;
  const { signal } = new AbortController();
  const attachment = {
    urls: async () => ({ kafka: "kafka://one:9092" }),
    confirm: async () => false,
    hint: { en: "", ru: "" },
  };
  assert.equal(await missingPart("kafka", { ...options, signal, attachment }), undefined);
});

test("a cancel is no missing part", async () => {
  await assert.rejects(missing("kafka", "embedded", AbortSignal.abort()), isAbort);
});
