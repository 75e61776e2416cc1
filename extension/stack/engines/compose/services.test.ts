import assert from "node:assert/strict";
import { test } from "node:test";
import { LabError } from "../../../common/lab-error.ts";
import { plainComposition } from "../../stack.ts";
import { type ComposeCommand, readEndpoints, readLogs } from "./services.ts";

const logs = (compose: ComposeCommand) => readLogs(compose, plainComposition, new Date(), async () => 0);

test("a log that cannot be read is an error with Docker's words, and not an empty log", async () => {
  const words = "error during connect: in the default daemon configuration on Windows";
  for (const [compose, said] of [
    [async () => ({ code: 1, stdout: "", stderr: words }), words],
    [async () => ({ code: null, stdout: "", stderr: "" }), "no answer in time"],
    [async () => ({ code: 3, stdout: "", stderr: "" }), "exit code 3"],
    [() => Promise.reject(new Error("spawn docker EAGAIN")), "spawn docker EAGAIN"],
  ] as const) {
    await assert.rejects(logs(compose), (error) => {
      assert.ok(error instanceof LabError && error.code === "log-not-readable");
      assert.ok(error.what.en.includes(said), error.what.en);
      assert.ok(error.what.ru.includes(said), error.what.ru);
      return true;
    });
  }
  assert.deepEqual(await logs(async () => ({ code: 0, stdout: "", stderr: "" })), []);
});

test("a port that Docker does not tell is an error with its words", async () => {
  const compose = async () => ({ code: 1, stdout: "", stderr: 'service "postgres" is not running' });
  await assert.rejects(
    readEndpoints(compose, plainComposition, { admin: "", app: "", redis: "", rabbitmq: "" }),
    { code: "compose-failed", message: /service "postgres" is not running/ },
  );
});
