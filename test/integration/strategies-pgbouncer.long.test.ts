// What holds for the app holds with PgBouncer in front of PostgreSQL, where no connection is refused.
process.env.SURGE_LAB_TESTED_THROUGH = "pgbouncer";
await import("./strategies.test.ts");
