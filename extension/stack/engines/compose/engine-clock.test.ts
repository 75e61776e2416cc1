import assert from "node:assert/strict";
import { test } from "node:test";
import { plainComposition } from "../../stack.ts";
import { engineAhead } from "./engine-clock.ts";
import { readLogs } from "./services.ts";

const host = Date.parse("2026-01-02T03:04:05Z");
/** The question takes 100 ms. */
const now = () => {
  let asked = 0;
  return () => host + 100 * asked++;
};
const engine = (ms: number) => async () =>
  `${new Date(host + ms).toISOString().replace("Z", "000000+00:00")}\n`;

test("an engine's clock is ahead or behind by what the question's own time does not explain", async () => {
  assert.equal(await engineAhead(engine(60), now()), 0);
  assert.equal(await engineAhead(engine(120_100), now()), 120_000);
  assert.equal(await engineAhead(engine(-3_600_000), now()), -3_600_000);
});

test("without an answer, or with one that is no time, the clocks are taken for the same", async () => {
  assert.equal(await engineAhead(async () => "<no value>", now()), 0);
  assert.equal(await engineAhead(() => Promise.reject(new Error("gone")), now()), 0);
});

test("logs are asked for since a time of the engine's own clock", async () => {
  const asked: string[] = [];
  const compose = async (args: readonly string[]) => {
    asked.push(args[args.indexOf("--since") + 1] ?? "");
    return { code: 0, stdout: "", stderr: "" };
  };
  await readLogs(compose, plainComposition, new Date(host), async () => -120_000);
  assert.deepEqual([...new Set(asked)], ["2026-01-02T03:02:05.000Z"]);
});
