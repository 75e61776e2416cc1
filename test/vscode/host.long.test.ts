// The long host suite: what a window keeps when much has gone through it, and what it makes of an earlier version's folder.
import { test } from "node:test";
import { runInCodeServer } from "./host-in-code-server.ts";
import { reportTests } from "./host-report.ts";

test("the long host suite in code-server", async (t) => reportTests(t, await runInCodeServer("long")));
