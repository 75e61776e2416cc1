import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { programError } from "./errors.ts";
import { findRabbitmq } from "./rabbitmq.ts";

const skip = process.platform === "win32" && "the lab runs RabbitMQ on Windows with Docker only";
let root = "";
before(async () => {
  root = await mkdtemp(join(tmpdir(), "surge-rabbitmq-"));
});
after(() => rm(root, { recursive: true, force: true }));

async function program(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "#!/bin/sh\n");
  await chmod(path, 0o755);
  return path;
}

test("RABBITMQ_HOME comes first, and the port mapper is the one beside the real erl", { skip }, async () => {
  const server = await program(join(root, "rabbitmq/sbin/rabbitmq-server"));
  const epmd = await program(join(root, "erlang/lib/bin/epmd"));
  const erl = await program(join(root, "erlang/lib/bin/erl"));
  await mkdir(join(root, "bin"));
  await symlink(erl, join(root, "bin/erl"));
  const found = await findRabbitmq({ PATH: join(root, "bin"), RABBITMQ_HOME: join(root, "rabbitmq") });
  assert.deepEqual(found, { server, epmd, erlangFolder: join(root, "bin") });
});

test("the error says in both languages what to install and what else to do", () => {
  const { code, what, remedy } = programError("broker-missing", { broker: "rabbitmq" });
  assert.equal(code, "broker-missing");
  for (const language of ["en", "ru"] as const) {
    assert.match(what[language], /RabbitMQ/);
    assert.match(remedy[language], /apt install rabbitmq-server.*Docker.*start: \{ with: … \}/);
  }
});
