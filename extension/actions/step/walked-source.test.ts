import assert from "node:assert/strict";
import { test } from "node:test";
import { batchedWalk, bufferedWalk } from "../../../test/samples/crashes.ts";
import type { StepResult, WalkStep } from "./result.ts";
import { lineAfter, ranLines, walkedPart } from "./walked-source.ts";

const source = `import { failpoint } from "./failpoint.ts";

export async function process(): Promise<number> {
  await take();
  return 1;
}

async function take(): Promise<void> {
  await failpoint("after-take");
  // Not a line that runs.
  });

  await store();
  await failpoint("after-commit");
  await clear();
}
`;

test("the line that comes next is neither empty nor a comment nor a closing bracket", () => {
  assert.deepEqual(lineAfter(source, 9), { line: 13, text: "await store();" });
  assert.equal(lineAfter(source, 15), undefined);
});

test("the part that was walked begins with process and ends with the function of the last place", () => {
  assert.deepEqual(walkedPart(source, [14, 9]), [3, 16]);
  assert.deepEqual(
    walkedPart(source.replace("export async function process", "function other"), [9]),
    [8, 16],
  );
});

test("in Python a function ends with its last line", () => {
  const python = `from failpoint import failpoint

# What the app calls.
async def process() -> int:
    return await take()


async def take() -> int:
    await failpoint("after-take")
    # Not a line that runs.
    await store()
    return 1


PENDING = "key"
`;
  assert.deepEqual(lineAfter(python, 9), { line: 11, text: "await store()" });
  assert.deepEqual(walkedPart(python, [9]), [4, 12]);
  const [begin] = bufferedWalk.steps;
  assert.ok(begin);
  const at: WalkStep = { ...begin, place: "after-take", file: "a.py", line: 9 };
  const walk: StepResult = { ...bufferedWalk, sources: { "a.py": python } };
  assert.deepEqual(ranLines(walk, at, { ...begin, place: "end" }), [10, 12]);
});

test("what ran is what stands between two places; in a loop, what stands above the place", () => {
  const [begin] = bufferedWalk.steps;
  assert.ok(begin);
  const at = (line: number, worker = 1): WalkStep => ({
    ...begin,
    place: "there",
    file: "a.ts",
    line,
    worker,
  });
  const end: WalkStep = { ...begin, place: "end" };
  const walk: StepResult = { ...bufferedWalk, sources: { "a.ts": source } };
  assert.deepEqual(ranLines(walk, begin, at(9)), [3, 8]);
  assert.deepEqual(ranLines(walk, at(9), at(14)), [10, 13]);
  assert.deepEqual(ranLines(walk, at(14), at(9)), [3, 8]);
  assert.deepEqual(ranLines(walk, at(9, 1), at(14, 2)), [3, 13]);
  assert.deepEqual(ranLines(walk, at(14), end), [15, 15]);
  assert.equal(ranLines(walk, begin, end), undefined);
  assert.equal(ranLines(walk, at(9), { ...begin, place: "dead" }), undefined);
});

test("every place of the samples is a line of their source that names it", () => {
  for (const { sources, steps } of [bufferedWalk, batchedWalk]) {
    for (const { file, line, place } of steps) {
      if (file === null || line === null) continue;
      assert.ok(sources[file]?.split("\n")[line - 1]?.includes(`failpoint("${place}")`), `${file}:${line}`);
    }
  }
});
