import assert from "node:assert/strict";
import { test } from "node:test";
import { LabError } from "../../common/lab-error.ts";
import { patience, Stepper } from "./stepper.ts";

/** A worker whose words the test says for it. */
async function startWorker() {
  const ended = Promise.withResolvers<string>();
  const read: string[] = [];
  let say: (line: string) => void = () => {};
  const stepper = await Stepper.start(
    {
      run: async (_, onLine) => {
        say = onLine;
        return {
          write: (line) => void read.push(line),
          kill: async () => ended.resolve("SIGKILL"),
          end: async () => ended.resolve("exit code 0"),
          ended: ended.promise,
        };
      },
    },
    "batched",
  );
  return { stepper, read, say, die: ended.resolve };
}

const coded = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof LabError && error.code === code && words.test(error.what.en) && words.test(error.what.ru);

const place = { at: "after-take", file: "strategies/batched.ts", line: 12 };

test("a worker goes from place to place to its end; what else it prints is no stop", async () => {
  const { stepper, read, say } = await startWorker();
  const first = stepper.next();
  say("moving the count aside");
  say('{"at":1}');
  say(JSON.stringify(place));
  assert.deepEqual(await first, place);
  say('{"processed":3}');
  assert.deepEqual(await stepper.run(), { processed: 3 });
  assert.deepEqual(read, ["process", "run"]);
});

test("a strategy that returns no number of hits comes to the end of its batch all the same", async () => {
  const { stepper, say } = await startWorker();
  const end = stepper.run();
  say('{"processed":null}');
  assert.deepEqual(await end, { processed: 0 });
});

test("a worker that ends by itself is told of, whether somebody waits for it or asks later", async () => {
  const { stepper, die } = await startWorker();
  const waiting = stepper.next();
  die("exit code 1");
  await assert.rejects(waiting, coded("stepper-ended", /batched.*exit code 1/));
  await assert.rejects(stepper.next(), coded("stepper-ended", /batched.*exit code 1/));
});

test("a worker that never comes to its next place is not waited for for ever", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { stepper, say } = await startWorker();
  const first = stepper.next();
  t.mock.timers.tick(patience - 1);
  say(JSON.stringify(place));
  assert.deepEqual(await first, place);

  // A worker that stands at a place may stay there: only the way to the next place has a limit.
  t.mock.timers.tick(10 * patience);
  const second = stepper.next();
  t.mock.timers.tick(patience);
  await assert.rejects(second, coded("stepper-stuck", /batched.*120/));
  await assert.rejects(stepper.run(), coded("stepper-stuck", /batched.*120/));
  assert.equal(await stepper.kill(), "SIGKILL");
});
