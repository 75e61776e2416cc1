// A program that notes its words stands in for `docker`: its engine's clock is an hour ahead.
import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { watchContainers } from "../../extension/stack/engines/compose/watch-containers.ts";
import { until } from "../support/servers.ts";

const path = process.env.PATH;
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "surge-docker-"));
  const program = `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const words = process.argv.slice(2);
appendFileSync(${JSON.stringify(join(folder, "asked"))}, JSON.stringify(words) + "\\n");
if (words[0] === "info") console.log(new Date(Date.now() + 3_600_000).toISOString());
if (words[0] === "events") {
  const left = Number(words[words.indexOf("--until") + 1]) * 1000 - (Date.now() + 3_600_000);
  setTimeout(() => {}, Math.max(0, left));
}
`;
  await writeFile(join(folder, "docker"), program);
  await chmod(join(folder, "docker"), 0o755);
  process.env.PATH = [folder, path].join(delimiter);
});
after(async () => {
  process.env.PATH = path;
  await rm(folder, { recursive: true, force: true });
});

const asked = async (): Promise<string[][]> =>
  (await readFile(join(folder, "asked"), "utf8").catch(() => ""))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

test("one listener lasts ten minutes by the engine's own clock, whatever the host's says", {
  skip: process.platform === "win32" && "a script is no program there",
}, async () => {
  const stopped = new AbortController();
  const begun = Date.now() + 3_600_000;
  void watchContainers({
    project: "surge-lab-1a",
    stopped: stopped.signal,
    down: new Set(),
    lastWords: async () => [],
    owns: () => {},
    disowns: () => {},
  });
  try {
    await until("it listens", async () => (await asked()).some(([word]) => word === "events"));
    const [events = []] = (await asked()).filter(([word]) => word === "events");
    const seconds = Number(events[events.indexOf("--until") + 1]) - begun / 1000;
    assert.ok(seconds > 598 && seconds < 660, `it ends ${seconds} s after it began`);
    // With the host's time it would have been over at once, and another one asked for.
    assert.equal((await asked()).length, 2);
  } finally {
    stopped.abort();
  }
});
