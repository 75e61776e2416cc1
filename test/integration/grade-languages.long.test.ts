import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { runCli } from "../support/cli.ts";
import { contractOf, handIn } from "../support/hand-in.ts";
import { missing } from "../support/missing.ts";
import { aboutFence } from "../support/namespaces.ts";
import { root } from "../support/stack.ts";

/** Apps of test/own-apps; none starts where it is not told of the fence's bounds. */
const apps = {
  go: {
    version: "version",
    command: "go run .",
    main: "func main() {",
    unbounded: 'if os.Getenv("GOMAXPROCS") != "4" { panic("unbounded") }',
  },
  java: {
    version: "--version",
    command: "java Server.java",
    main: "throws Exception {",
    unbounded: `var here = Runtime.getRuntime();
        if (here.availableProcessors() != 4 || here.maxMemory() > 1 << 30) throw new Exception("unbounded");`,
  },
};

describe("a grading of apps in compiled languages", { skip: aboutFence() }, () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "surge-test-"));
    // As a temporary folder is, or else root would use another one.
    await chmod(folder, 0o711);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [program, { version, command, main, unbounded }] of Object.entries(apps)) {
    test(`an app in ${program} is compiled and runs behind the fence`, {
      skip: missing(program, version),
    }, async () => {
      const app = join(root, "test/own-apps", `${program}-postgres`);
      const files = await Promise.all(
        (await readdir(app)).map(async (file) => {
          const text = await readFile(join(app, file), "utf8");
          return { path: file, text: text.replace(main, `${main} ${unbounded}`) };
        }),
      );
      const reports = join(folder, program);
      await handIn(reports, "eve.json", {
        exercise: "exercise-1",
        ownApp: { contract: contractOf(command), files },
      });
      const csv = join(folder, `${program}.csv`);
      const { code, stderr } = await runCli(["--grade", reports, "--csv", csv, "--anew"]);
      assert.equal(code, 0, stderr);
      assert.match(await readFile(csv, "utf8"), /^eve,agree with their results,4,4,,/m);
    });
  }
});
