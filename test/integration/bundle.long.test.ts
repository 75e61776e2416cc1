import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import type { JsonReport } from "../../extension/report/json-report.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const notebook =
  "```yaml lab start\nstart: { with: [pgbouncer] }\n```\n\n```yaml lab surge\nload: { strategy: atomic, requests: 100, connections: 10 }\nexpect: { stored: 100 }\n```\n";

describe("the bundle", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("what the bundle installs runs without fetching anything", async () => {
    const [stick, installed, cache] = [
      join(folder, "stick"),
      join(folder, "installed"),
      join(folder, "cache"),
    ];
    await run(process.execPath, [join(root, "scripts/make-bundle.ts"), "--to", stick], { cwd: root });
    const [vsix] = (await readdir(stick)).filter((name) => name.endsWith(".vsix"));
    assert.match(vsix ?? "", new RegExp(`-${process.platform}-${process.arch}\\.vsix$`));
    assert.match(await readFile(join(stick, "README.md"), "utf8"), new RegExp(`code .*${vsix}`));

    // As VS Code unpacks it. The command line is no part of the extension.
    await run("unzip", ["-q", join(stick, vsix ?? ""), "-d", installed]);
    const dist = join(installed, "extension", "dist");
    await cp(join(root, "dist", "cli.js"), join(dist, "cli.js"));
    const [file, json] = [join(folder, "a.lab.md"), join(folder, "a.json")];
    await writeFile(file, notebook);
    // It rejects where the lab does not end with 0.
    await run(process.execPath, [join(dist, "cli.js"), file, "--engine", "embedded", "--json", json], {
      env: {
        ...process.env,
        XDG_CACHE_HOME: cache,
        // What would be fetched all the same would not be found.
        npm_config_registry: "http://127.0.0.1:9",
      },
    });
    const { environment }: JsonReport = JSON.parse(await readFile(json, "utf8"));
    assert.equal(environment?.postgres, "16.14");
    const kept = await readdir(join(cache, "surge-lab"));
    assert.deepEqual(
      kept.filter((name) => !name.startsWith("postgres-cluster-")),
      [],
    );
  });
});
