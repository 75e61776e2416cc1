import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { editorError } from "../errors.ts";
import { CellOutput, failureItems, type OutputItem, plainText } from "./cell-output.ts";

function record() {
  const shown: { at: number; text: string }[] = [];
  const begun = performance.now();
  const replace = async (items: readonly OutputItem[]) => {
    shown.push({ at: performance.now() - begun, text: items.map(({ text }) => text).join("|") });
  };
  return { shown, surface: { replace } };
}

test("a quick cell shows its result and nothing else", async () => {
  const { shown, surface } = record();
  const output = new CellOutput(surface, "en");
  await output.finish([plainText("done")]);
  await sleep(120);
  assert.deepEqual(
    shown.map(({ text }) => text),
    ["done"],
  );
});

test("a silent cell says that it works, in the notebook's language", async () => {
  const { shown, surface } = record();
  const output = new CellOutput(surface, "ru");
  await sleep(150);
  output.stop();
  assert.deepEqual(
    shown.map(({ text }) => text),
    ["Выполняется…"],
  );
});

test("the first progress shows at once, later ones four times a second, the last one wins", async () => {
  const { shown, surface } = record();
  const output = new CellOutput(surface, "en");
  let rendered = 0;
  for (let n = 0; n < 50; n += 1) {
    output.progress(() => {
      rendered += 1;
      return [plainText(String(n))];
    });
    await sleep(20);
  }
  await output.finish([plainText("end")]);
  const first = shown[0];
  assert.ok(first && first.text === "0" && first.at < 100, JSON.stringify(first));
  assert.equal(shown.at(-1)?.text, "end");
  assert.equal(rendered, shown.length - 1, "an update that is not shown must not be rendered");
  const gaps = shown.slice(1, -1).map(({ at }, index) => at - (shown[index]?.at ?? 0));
  assert.ok(gaps.length >= 2);
  for (const gap of gaps) assert.ok(gap > 240, `two updates within ${gap} ms`);
});

test("nothing is shown after the end, and the end comes after every write before it", async () => {
  const order: string[] = [];
  const surface = {
    replace: async ([item]: readonly OutputItem[]) => {
      await sleep(item?.text === "slow" ? 60 : 0);
      order.push(item?.text ?? "");
    },
  };
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("slow")]);
  await output.finish([plainText("end")]);
  output.progress(() => [plainText("late")]);
  await sleep(300);
  assert.deepEqual(order, ["slow", "end"]);
});

test("an update that is never confirmed does not hold up the end: a stopped load would stay as it was", async () => {
  const shown: string[] = [];
  const surface = {
    replace: async ([item]: readonly OutputItem[]) => {
      shown.push(item?.text ?? "");
      if (item?.text === "lost") await new Promise(() => {});
    },
  };
  const output = new CellOutput(surface, "en");
  output.progress(() => [plainText("lost")]);
  await output.finish([plainText("end")]);
  assert.deepEqual(shown, ["lost", "end"]);
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

test("a failure is one sentence in the notebook's language, without a stack", () => {
  const [drawn, plain] = failureItems(editorError("untrusted"), "ru");
  assert.equal(drawn?.mime, "application/vnd.code.notebook.error");
  assert.deepEqual(JSON.parse(drawn?.text ?? ""), { name: "", message: plain?.text, stack: "" });
  assert.match(plain?.text ?? "", /ограниченном режиме.*доверяете/s);
});

test("what is no error of the lab's own still says something", () => {
  assert.equal(failureItems(new Error("disk full"), "en")[1]?.text, "disk full");
  assert.match(
    failureItems(editorError("cannot-copy", { folder: "/x", error: new Error("EACCES") }), "en")[1]?.text ??
      "",
    /\/x: EACCES\. Choose/,
  );
});
