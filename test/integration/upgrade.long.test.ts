// A lab folder that an earlier version has made opens and runs, and what is the student's stays.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { languages } from "../../extension/common/language.ts";
import { parseLab } from "../../extension/document/parse.ts";
import { exercisesIn } from "../../extension/report/kept/exercise-progress.ts";
import { notebookProgress } from "../../extension/report/kept/progress.ts";
import { keptHeads, keptResults } from "../../extension/report/kept/results-folder.ts";
import { copyLab, planCopy } from "../../extension/vscode/commands/copy-lab.ts";
import { keptItems } from "../../extension/vscode/running/result-items.ts";
import { runCli } from "../support/cli.ts";
import { earlierLabs, writeFiles } from "../support/earlier-labs.ts";
import { openLab } from "../support/lab.ts";
import { root } from "../support/stack.ts";

for (const [version, files] of Object.entries(earlierLabs)) {
  describe(`a lab folder of an earlier version, ${version}`, () => {
    let folder = "";
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "surge-test-"));
      await writeFiles(files, folder);
    });
    after(() => rm(folder, { recursive: true, force: true }));
    const read = (name: string) => readFile(path.join(folder, name), "utf8");

    test("runs on its own app, with the student's strategy, or says that it is too old; and is left as it was", async () => {
      const { session, run } = openLab(path.join(folder, "lab-stack"));
      try {
        if (version === "first") return await assert.rejects(run("start:"), { code: "app-outdated" });
        await run("start:");
        for (const strategy of ["atomic", "yours"]) {
          const load = await run(`load: { strategy: ${strategy}, requests: 200, connections: 10 }`);
          assert(load.action === "load");
          assert.deepEqual([load.ok, load.stored, load.lost], [200, 200, 0], strategy);
        }
        await run("load: { strategy: buffered, requests: 100, connections: 10 }");
        const moved = await run("process: { strategy: buffered }");
        assert(moved.action === "process");
        assert.equal(moved.processed, 100);
        const naive = await run("load: { strategy: naive, requests: 200, connections: 50 }");
        assert(naive.action === "load" && naive.lost > 0 && naive.failed > 0);
        await run("reset:");
        await run("inspect:");
        await run("compare:");
      } finally {
        await session.stop();
      }
      for (const [name, text] of Object.entries(files)) assert.equal(await read(name), text, name);
    });

    test("what it has kept is shown, each kind of it; progress stays", async () => {
      const kinds = files["kinds.en.lab.md"];
      // The first versions kept nothing.
      if (kinds === undefined) return assert.equal(version, "first");
      const notebook = path.join(folder, "kinds.en.lab.md");
      const document = parseLab(kinds);
      const steps = document.parts.flatMap((part) => (part.kind === "cell" ? (part.step ?? []) : []));
      assert(steps.length > 40);
      const never = (file: string, why: unknown) => assert.fail(`${file}: ${why}`);
      const results = await keptResults(notebook, steps, never);
      assert.deepEqual([...results.keys()], steps);
      for (const [step, { outcome, endedAt }] of results)
        for (const language of languages)
          assert(
            keptItems(outcome, endedAt, language).every(({ text }) => text.length > 40),
            step,
          );
      const heads = await keptHeads(notebook, steps, never);
      const progress = notebookProgress(document, heads, await exercisesIn(notebook, document, never));
      assert(progress.steps.every(({ state }) => state !== "not-run"));
    });

    test("Open Lab adds what is new, and overwrites what was edited only when told to", async () => {
      const yours = "lab-stack/app/strategies/yours.ts";
      await writeFile(path.join(folder, "surge.en.lab.md"), `${files["surge.en.lab.md"]}\nMy words.\n`);
      const plan = await planCopy(root, "en", folder);
      assert(plan.some(({ to, state }) => state === "new" && to.endsWith("buffer-cost.en.lab.md")));
      await copyLab(plan, folder, false);
      assert.match(await read("surge.en.lab.md"), /My words\.$/m);
      assert.equal(await read(yours), files[yours]);
      assert.equal(
        await read("buffer-cost.en.lab.md"),
        await readFile(path.join(root, "notebooks/buffer-cost.en.lab.md"), "utf8"),
      );
      await copyLab(await planCopy(root, "en", folder), folder, true);
      assert.doesNotMatch(await read("surge.en.lab.md"), /My words\./);
      assert.equal(await read(yours), files[yours], "the lab has no such file");
      const words = [path.join(folder, "surge.en.lab.md"), "--engine", "embedded"];
      const { code, stdout, stderr } = await runCli([...words, "--only", "start,naive-load,atomic-load"]);
      assert.equal(code, 0, stdout + stderr);
    });
  });
}
