import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { hashOfCarried } from "../../extension/actions/check/carried-app.ts";
import { checkView } from "../../extension/actions/check/view.ts";
import { ownAppStart } from "../../extension/actions/exercises/files.ts";
import { seenIn, unmet } from "../support/exercise.ts";
import { openOwnExercises } from "../support/own-exercise.ts";
import { root } from "../support/stack.ts";

// The exercises one by one: own-exercises.long.test.ts.
describe("exercises in an app of one's own", () => {
  let lab: Awaited<ReturnType<typeof openOwnExercises>>;
  before(async () => {
    lab = await openOwnExercises();
    await cp(join(root, "extension/new-app/node"), join(lab.folder, "mine"), { recursive: true });
    await lab.start({ process: undefined, pending: undefined });
  });
  after(async () => lab[Symbol.asyncDispose]());

  test("exercise-1: the app that New App… makes fails for its lost updates, and the result names its code", async () => {
    const result = await lab.check("exercise-1");
    assert.deepEqual([result.strategy, result.folder, result.passed], ["own", "mine/", false]);
    assert.match(result.sourceHash, /^[0-9a-f]{12}$/);
    const { contract, files = [] } = result.ownApp ?? {};
    assert.deepEqual([contract?.command, hashOfCarried(files)], ["node server.ts", result.sourceHash]);
    assert.equal(unmet(result).storesTheSurge, "lost", seenIn(result));
    const told = result.demands.find(({ name }) => name === "storesTheSurge");
    assert.ok(told?.explained && told.explained.overwrites > 0, "it says which writes undid which");
  });

  test("what the contract does not say is not checked, and the exercise cannot be passed that way", async () => {
    const result = await lab.check("exercise-2");
    assert.deepEqual([result.passed, result.met], [null, 0]);
    assert.deepEqual(unmet(result), {
      acceptsTheSurge: "noPending",
      keepsWhileProcessing: "noProcess",
      keepsWithTwo: "noProcess",
      keepsItsSpeed: "noProcess",
    });
    const lines = checkView(result, "en").main.map((block) => ("text" in block ? block.text : ""));
    assert.equal(
      lines[0],
      "Exercise 2 cannot be passed with this contract: 4 of 4 demands cannot be checked; 0 are met.",
    );
    const [, , , several] = lines;
    assert.match(
      several ?? "",
      /^– not checked: Several calls of `process` .*The contract has no `process`\.$/,
    );
    assert.ok(lines.some((line) => line?.startsWith("– not checked: Hits are accepted at half the speed")));
  });

  test("`begin` puts a starting point into the app's folder, keeps what was there, and shows its contract", async () => {
    const before = await readFile(join(lab.folder, "mine/server.ts"), "utf8");
    const begun = await lab.run("begin: exercise-2");
    assert.ok(begun.action === "begin");
    assert.deepEqual([begun.file, begun.kept], ["mine/server.ts", "server.before-exercise-2.ts.txt"]);
    assert.equal(await readFile(join(lab.folder, "mine", begun.kept ?? ""), "utf8"), before);
    assert.match(begun.contract ?? "", /folder: \.\/mine\n[\s\S]*pending: \{ redis: GET pending_hits \}/);
    await lab.run(begun.contract ?? "");
    const load = await lab.run("load: { strategy: own, requests: 100 }");
    assert.ok(load.action === "load");
    assert.deepEqual([load.pending, load.stored], [100, 0]);
  });

  test("an app that is saved in the middle of its check is not judged", async () => {
    const file = join(lab.folder, "mine/server.ts");
    const text = await readFile(file, "utf8");
    let saved = 0;
    const progress = () => {
      saved += 1;
      writeFileSync(file, `${text}// ${saved}\n`);
    };
    await assert.rejects(lab.run("check: exercise-2", undefined, { progress }), {
      code: "text-changed-meanwhile",
    });
  });

  test("what it cannot do it says: another language's starting point, a check of recorded strategies", async () => {
    await assert.rejects(ownAppStart(lab.session, "exercise-1", "go run ."), { code: "not-for-command" });
    await lab.run("begin: exercise-9");
    await assert.rejects(lab.run("check: exercise-9"), { code: "needs-our-app" });
    await assert.rejects(lab.run("check: { exercise: exercise-1, strategy: naive }"), {
      code: "unknown-strategy",
    });
  });
});
