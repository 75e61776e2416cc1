// The host suite, wherever it can run; each of its tests is a test here, with its own result.
import { test } from "node:test";
import { runInDesktop } from "./desktop.ts";
import { runInCodeServer } from "./host-in-code-server.ts";
import { reportTests } from "./host-report.ts";
import { packagedExtension } from "./rig.ts";

const desktop = process.env.VSCODE_PATH;

test(`the host suite in ${desktop ? "desktop VS Code" : "code-server"}`, async (t) => {
  const run = desktop ? runInDesktop(packagedExtension(), desktop) : runInCodeServer();
  await reportTests(t, await run);
});
