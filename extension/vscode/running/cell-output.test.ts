import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setImmediate as settled } from "node:timers/promises";
import { rendererMime } from "../../drawing/blocks.ts";
import { CellOutput, type OutputItem, plainText } from "./cell-output.ts";

/** A surface that remembers what was shown, and a clock that moves only when it is told to. */
function record({ mock }: TestContext) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const shown: string[] = [];
  const mimes: string[] = [];
  const replace = async (items: readonly OutputItem[]) => {
    shown.push(items.at(-1)?.text ?? "");
    mimes.push(items.map(({ mime }) => mime).join());
  };
  const pass = async (milliseconds: number) => {
    mock.timers.tick(milliseconds);
    await settled();
  };
  return { shown, mimes, surface: { replace }, pass };
}

test("a quick cell shows its result and nothing else", async (t) => {
  const { shown, surface, pass } = record(t);
  const output = new CellOutput(surface, "en");
  await pass(49);
  await output.finish([plainText("done")]);
  await pass(1000);
  assert.deepEqual(shown, ["done"]);
});

test("a silent cell says within 100 ms that it works, in the notebook's language", async (t) => {
  const { shown, mimes, surface, pass } = record(t);
  const output = new CellOutput(surface, "ru");
  await pass(99);
  assert.deepEqual(shown, ["Выполняется…"]);
  assert.deepEqual(
    mimes,
    [`${rendererMime},text/plain`],
    "in the renderer of its result, so that no other gives way",
  );
  await pass(1000);
  output.stop();
  assert.deepEqual(shown, ["Выполняется…"]);
});

test("the first progress shows at once, later ones four times a second, the last one wins", async (t) => {
  const { shown, surface, pass } = record(t);
  const output = new CellOutput(surface, "en");
  let rendered = 0;
  for (let at = 0; at < 1000; at += 10) {
    output.progress(() => {
      rendered += 1;
      return [plainText(String(at))];
    });
    await pass(10);
  }
  await output.finish([plainText("end")]);
  assert.deepEqual(shown, ["0", "240", "490", "740", "990", "end"]);
  assert.equal(rendered, shown.length - 1, "an update that is not shown must not be rendered");
});

test("after a silence the next progress shows at once", async (t) => {
  const { shown, surface, pass } = record(t);
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("one")]);
  await pass(600);
  output.progress(() => [plainText("two")]);
  await pass(0);
  output.stop();
  assert.deepEqual(shown, ["one", "two"]);
});

test("nothing is shown after the end, and the end comes after every write before it", async (t) => {
  const { shown, pass } = record(t);
  const slow = Promise.withResolvers<void>();
  const surface = {
    replace: async ([item]: readonly OutputItem[]) => {
      if (item?.text === "slow") await slow.promise;
      shown.push(item?.text ?? "");
    },
  };
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("slow")]);
  const finished = output.finish([plainText("end")]);
  await settled();
  assert.deepEqual(shown, []);
  slow.resolve();
  await finished;
  output.progress(() => [plainText("late")]);
  await pass(1000);
  assert.deepEqual(shown, ["slow", "end"]);
});

test("an update that is never confirmed does not hold up the end: a stopped load would stay as it was", async (t) => {
  const { shown, pass } = record(t);
  const surface = {
    replace: async ([item]: readonly OutputItem[]) => {
      shown.push(item?.text ?? "");
      if (item?.text === "lost") await new Promise(() => {});
    },
  };
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("lost")]);
  const finished = output.finish([plainText("end")]);
  await pass(300);
  await finished;
  assert.deepEqual(shown, ["lost", "end"]);
});

test("an update that waits behind a late confirmation does not follow the end", async (t) => {
  const { shown, pass } = record(t);
  const late = Promise.withResolvers<void>();
  const surface = {
    replace: async ([item]: readonly OutputItem[]) => {
      shown.push(item?.text ?? "");
      if (item?.text === "first") await late.promise;
    },
  };
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("first")]);
  await pass(0);
  output.progress(() => [plainText("second")]);
  await pass(250);
  const finished = output.finish([plainText("end")]);
  await pass(300);
  await finished;
  late.resolve();
  await settled();
  assert.deepEqual(shown, ["first", "end"]);
});

test("progress that cannot be shown does not stop the result", async () => {
  const shown: string[] = [];
  const surface = {
    replace: async ([item]: readonly OutputItem[]) => {
      if (item?.text === "bad") throw new Error("no");
      shown.push(item?.text ?? "");
    },
  };
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("bad")]);
  await output.finish([plainText("end")]);
  assert.deepEqual(shown, ["end"]);
});
