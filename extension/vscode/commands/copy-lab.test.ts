import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { LabError } from "../../common/lab-error.ts";
import { copyLab, planCopy } from "./copy-lab.ts";

async function withFolders(run: (lab: string, target: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "surge lab Ж "));
  const lab = join(root, "lab");
  const files = {
    "notebooks/surge.en.lab.md": "notebook",
    "notebooks/more.en.lab.md": "another",
    "notebooks/surge.ru.lab.md": "in another language",
    "lab-stack/compose.yaml": "compose",
    "lab-stack/app/server.ts": "server",
    "lab-stack/app/node_modules/x/index.js": "not a file of the lab",
    "lab-stack/fastapi/__pycache__/server.pyc": "nor is this",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(lab, path, ".."), { recursive: true });
    await writeFile(join(lab, path), text);
  }
  try {
    await run(lab, join(root, "my class"));
  } finally {
    await rm(root, { recursive: true });
  }
}

const notebook = "surge.en.lab.md";

test("puts the notebooks of the language and the stack into a folder that is not there yet", async () => {
  await withFolders(async (lab, target) => {
    await copyLab(await planCopy(lab, "en", target), target, false);
    const again = await planCopy(lab, "en", target);
    assert.deepEqual(again.map(({ to, state }) => `${relative(target, to)} ${state}`).sort(), [
      `${join("lab-stack", "app", "server.ts")} same`,
      `${join("lab-stack", "compose.yaml")} same`,
      "more.en.lab.md same",
      "surge.en.lab.md same",
    ]);
  });
});

test("finds what the student has changed, keeps it, and replaces it only when told to", async () => {
  await withFolders(async (lab, target) => {
    await copyLab(await planCopy(lab, "en", target), target, false);
    const server = join(target, "lab-stack", "app", "server.ts");
    await writeFile(server, "my own");
    await rm(join(target, notebook));
    const plan = await planCopy(lab, "en", target);
    assert.deepEqual(
      plan.filter(({ state }) => state === "mine").map(({ to }) => to),
      [server],
    );
    await copyLab(plan, target, false);
    assert.equal(await readFile(server, "utf8"), "my own");
    assert.equal(await readFile(join(target, notebook), "utf8"), "notebook");
    await copyLab(await planCopy(lab, "en", target), target, true);
    assert.equal(await readFile(server, "utf8"), "server");
  });
});

test("of an earlier version, what nobody has edited is replaced and what was edited is asked for", async () => {
  await withFolders(async (lab, target) => {
    await copyLab(await planCopy(lab, "en", target), target, false);
    const [server, compose] = ["app/server.ts", "compose.yaml"].map((name) => join("lab-stack", name));
    await writeFile(join(target, server ?? ""), "my own");
    for (const name of ["notebooks/surge.en.lab.md", server, compose])
      await writeFile(join(lab, name ?? ""), "of the next version");
    await writeFile(join(lab, "notebooks/third.en.lab.md"), "a new notebook");
    const plan = await planCopy(lab, "en", target);
    const states = plan.map(({ to, state }) => `${relative(target, to)} ${state}`).sort();
    assert.deepEqual(states, [
      `${server} mine`,
      `${compose} outdated`,
      "more.en.lab.md same",
      "surge.en.lab.md outdated",
      "third.en.lab.md new",
    ]);
    await copyLab(plan, target, false);
    const read = (name: string | undefined) => readFile(join(target, name ?? ""), "utf8");
    assert.equal(await read(compose), "of the next version");
    assert.equal(await read(server), "my own");
    assert.equal(await read("third.en.lab.md"), "a new notebook");
    // What was kept is asked for again; what was replaced is as new.
    const again = await planCopy(lab, "en", target);
    assert.deepEqual(
      again
        .filter(({ state }) => state !== "same")
        .map(({ to, state }) => `${relative(target, to)} ${state}`),
      [`${server} mine`],
    );
  });
});

test("never replaces a file that appeared after the question", async () => {
  await withFolders(async (lab, target) => {
    const plan = await planCopy(lab, "en", target);
    await mkdir(target);
    await writeFile(join(target, notebook), "mine, just now");
    const refused = (error: unknown) => error instanceof LabError && error.code === "cannot-copy";
    await assert.rejects(copyLab(plan, target, true), refused);
    assert.equal(await readFile(join(target, notebook), "utf8"), "mine, just now");
  });
});

for (const [name, to] of [
  [".surge-lab", "elsewhere"],
  [".surge-lab/copied.json", "elsewhere/file"],
  ["lab-stack", "elsewhere"],
  [notebook, "elsewhere/file"],
] as const) {
  test(`writes nothing elsewhere when ${name} is a link that leads out of the folder`, async () => {
    await withFolders(async (lab, target) => {
      const elsewhere = join(target, "..", "elsewhere");
      for (const folder of [elsewhere, join(target, name, "..")]) await mkdir(folder, { recursive: true });
      await writeFile(join(elsewhere, "file"), "somebody's");
      await symlink(join(target, "..", to), join(target, name));
      const plan = await planCopy(lab, "en", target);
      await assert.rejects(copyLab(plan, target, true), /a link leads out of the lab folder/);
      assert.deepEqual(await readdir(elsewhere), ["file"]);
      assert.equal(await readFile(join(elsewhere, "file"), "utf8"), "somebody's");
    });
  });
}
