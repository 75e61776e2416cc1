// The file of images for a machine without a network, with a real Docker engine. Where none answers, one skipped test says
// so. The images are those that the engine has under the names in compose.yaml; those that it cannot get are left out.
import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { apps } from "../../extension/stack/apps.ts";
import { docker, dockerEngineAnswers } from "../../extension/stack/engines/compose/docker.ts";
import { prebuiltImage } from "../../extension/stack/engines/compose/prebuilt-image.ts";
import { saveImages } from "../../scripts/bundle-images.ts";
import { root, startEmbedded } from "../support/stack.ts";

const { signal } = new AbortController();
const skip = !(await dockerEngineAnswers(signal)) && "no Docker engine answers here";

describe("the images of the bundle", { skip }, () => {
  let folder = "";
  let stackFolder = "";
  let image = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    stackFolder = join(folder, "lab-stack");
    await cp(join(root, "lab-stack"), stackFolder, { recursive: true });
    // A text that no other image has: nobody else's is taken away below.
    await appendFile(join(stackFolder, "app", "health.ts"), `// ${folder}\n`);
    image = await prebuiltImage(stackFolder, apps.node);
  });
  after(async () => {
    await docker(["image", "rm", image, await prebuiltImage(stackFolder, apps.fastapi)]);
    await rm(folder, { recursive: true, force: true });
  });
  const isThere = async () => (await docker(["image", "inspect", image])).code === 0;
  /** Starts the stack, sends it a hit, and says whether it was built. */
  const started = async () => {
    const stack = await startEmbedded({ engine: "compose", stackFolder });
    try {
      const answer = await fetch(`${stack.endpoints.app}/atomic/hit`, { method: "POST" });
      assert.equal(answer.status, 200);
      return stack.startParts.some(({ name }) => name === "build") ? "built" : "brought along";
    } finally {
      await stack.stop();
    }
  };

  test("once loaded, are used as they are; a changed app is built all the same", async () => {
    const said: string[] = [];
    const file = await saveImages({ stackFolder, folder, signal, say: (line) => said.push(line) });
    assert.match(file ?? "", /^surge-lab-images-linux-\w+\.tar$/, said.join("\n"));
    await docker(["image", "rm", image]);
    assert.equal(await started(), "built");
    assert.equal(await isThere(), false, "what a lab has built goes with it");

    const loaded = await docker(["load", "--input", join(folder, file ?? "")]);
    assert.equal(loaded.code, 0, loaded.stderr);
    for (const name of [image, "postgres:16-alpine", "redis:7-alpine"])
      assert.ok(loaded.stdout.includes(name), loaded.stdout);
    assert.equal(await started(), "brought along");
    assert.equal(await isThere(), true, "the next start needs it again");

    await appendFile(join(stackFolder, "app", "strategies", "atomic.ts"), "// Strategies are mounted.\n");
    assert.equal(await started(), "brought along");
    await appendFile(join(stackFolder, "app", "health.ts"), "// Changed.\n");
    assert.equal(await started(), "built");
  });
});
