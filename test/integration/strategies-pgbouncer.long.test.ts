// What holds for the app holds with PgBouncer in front of PostgreSQL, where no connection is refused.
import { test } from "node:test";
import { withoutPgbouncer } from "../support/brokers.ts";

process.env.SURGE_LAB_TESTED_THROUGH = "pgbouncer";
const missing = await withoutPgbouncer();
if (missing) test("PgBouncer", { skip: missing });
else await import("./strategies.test.ts");
