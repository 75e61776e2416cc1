import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { codeIn, hashOf } from "../strategies/code-in-folder.ts";
import { carriedApp, carry, hashOfCarried } from "./carried-app.ts";
import { checkView } from "./view.ts";

describe("the app that a result carries", () => {
  let folder = "";
  const contract = () => ({
    folder,
    command: "node server.ts",
    hit: "POST /hit",
    stored: { sql: "SELECT value FROM counter" },
  });
  const write = async (file: string, content: string | Buffer = file) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    await write("server.ts", "\ufeffconst name = 'Ада';\r\n");
    await write("lib/store.ts");
    await write("package.json", "{}");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("is its text, byte for byte, under the hash that results name; nothing hidden, compiled or of others", async () => {
    for (const file of [".env", ".git/config", "node_modules/a/a.js", ".venv/pyvenv.cfg"]) await write(file);
    await write("data.db", Buffer.from([0, 1, 2]));
    await write("photo.jpg", Buffer.from([0xff, 0xd8, 0xff]));
    const { files = [], missing, contract: own } = await carry(contract(), folder);
    assert.equal(missing, undefined);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["lib/store.ts", "package.json", "server.ts"],
    );
    assert.equal(files.at(-1)?.text, "\ufeffconst name = 'Ада';\r\n");
    assert.equal(own.folder, basename(folder));
    assert.equal(hashOfCarried(files), hashOf((await codeIn(folder)) ?? new Map()));
    const [first, ...others] = files;
    assert.ok(first);
    assert.notEqual(hashOfCarried([{ ...first, text: "another" }, ...others]), hashOfCarried(files));
  });

  test("is left out with a reason where it is too large or no text, and with what to do about it", async () => {
    const said = async () => (await carry(contract(), folder)).missing?.en ?? "";
    await write("app.log", "-".repeat(600_000));
    assert.match(
      await said(),
      /has 4 files of text, 0\.6\u00a0MB together \(the largest is app\.log\), and a report takes 200 and 0\.5\u00a0MB\. Move data and logs out of it/,
    );
    await rm(join(folder, "app.log"));
    await write("old.py", Buffer.from([0xe9]));
    assert.match(await said(), /^old\.py is not a text in UTF-8\. Save it as UTF-8/);
    await write("huge.sql", "-".repeat(17 * 2 ** 20));
    assert.match(await said(), /more files, or larger ones, .*\. Move data and logs out of it/);
  });

  test("that is left out is said in the result, with the reason", () => {
    const lines = (["en", "ru"] as const).map((language) =>
      checkView(samples.checkOfOwnApp, language).main.map((block) => ("text" in block ? block.text : "")),
    );
    assert.match(
      lines[0]?.join("\n") ?? "",
      /cannot be checked again from your report: old\.py is not a text/,
    );
    assert.match(lines[1]?.join("\n") ?? "", /нельзя проверить заново: old\.py — не текст/);
  });

  test("has no path that leads out of its folder", () => {
    const accepts = (path: string) =>
      carriedApp.safeParse({ contract: { ...contract(), folder: "my-app" }, files: [{ path, text: "" }] })
        .success;
    for (const path of ["main.py", "a/b.c", ".eslintrc.js", "..a/b", "a..b"]) assert.ok(accepts(path), path);
    for (const path of [
      "",
      "../a",
      "a/../../b",
      "a\n/../../b",
      "/etc/passwd",
      "a//b",
      "a/",
      "./a",
      "C:\\a",
      "C:/a",
      "a\\b",
      "a\0",
    ])
      assert.ok(!accepts(path), JSON.stringify(path));
  });
});
