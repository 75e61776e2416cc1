import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { stackGone } from "../errors.ts";
import { close, connected } from "./postgres.ts";

/** How long PgBouncer may take to reach a PostgreSQL that runs, milliseconds. */
const reachesWithin = 10_000;
/** How long PgBouncer may take for an answer, milliseconds. */
const patience = 5_000;

/** Asks the console of PgBouncer, which answers also while PostgreSQL does not: `SHOW CONFIG`. */
async function ask(console: string, question: string): Promise<Record<string, unknown>[]> {
  const client = await connected(
    new pg.Client({
      connectionString: console,
      ssl: false,
      application_name: "surge-lab inspection",
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    }),
  );
  try {
    // Without parameters: the console knows only the simple protocol.
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await close(client);
  }
}

/** "1.18.0" */
export async function versionOfPgbouncer(console: string): Promise<string> {
  const [row] = await ask(console, "SHOW VERSION");
  return /\d+(\.\d+)+/.exec(String(row?.version))?.[0] ?? "?";
}

/** How many connections to PostgreSQL it opens at most for the app. */
export async function poolOfPgbouncer(console: string): Promise<number> {
  const settings = await ask(console, "SHOW CONFIG");
  return Number(settings.find(({ key }) => key === "default_pool_size")?.value);
}

/**
 * Resolves when PgBouncer has a connection to PostgreSQL: after PostgreSQL was down, it refuses its next client before
 * it tries again. @throws LabError `stack-gone`
 */
export async function untilPgbouncerConnects(console: string): Promise<void> {
  const database = new URL(console);
  database.pathname = "/surge";
  for (const deadline = performance.now() + reachesWithin; ; ) {
    try {
      return void (await ask(database.href, "SELECT 1"));
    } catch (error) {
      if (performance.now() > deadline) throw stackGone(error);
      await sleep(50);
    }
  }
}
