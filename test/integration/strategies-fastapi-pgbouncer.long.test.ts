// What holds for the app on Node through PgBouncer holds for the one in Python.
import { test } from "node:test";
import { withoutPgbouncer } from "../support/brokers.ts";

process.env.SURGE_LAB_TESTED_APP = "fastapi";
process.env.SURGE_LAB_TESTED_THROUGH = "pgbouncer";
const missing = await withoutPgbouncer();
if (missing) test("PgBouncer", { skip: missing });
else await import("./strategies.test.ts");
