// What holds for the app on Node through PgBouncer holds for the one in Python.
process.env.SURGE_LAB_TESTED_APP = "fastapi";
process.env.SURGE_LAB_TESTED_THROUGH = "pgbouncer";
await import("./strategies.test.ts");
