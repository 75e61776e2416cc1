import assert from "node:assert/strict";
import pg from "pg";
import type { openLab } from "./lab.ts";

const open = "SELECT count(*)::int AS open FROM pg_stat_activity WHERE application_name = 'surge-app'";

/** Runs a load whose hits lose nothing; the most connections to PostgreSQL that the app had meanwhile. */
export async function mostBackends(
  { session, run }: Pick<ReturnType<typeof openLab>, "session" | "run">,
  strategy: string,
): Promise<number> {
  const client = new pg.Client({ connectionString: session.require().stack.endpoints.postgres, ssl: false });
  await client.connect();
  try {
    let isOver = false;
    const loading = run(`load: { strategy: ${strategy}, duration: 2, connections: 50 }`).finally(() => {
      isOver = true;
    });
    let most = 0;
    while (!isOver) most = Math.max(most, (await client.query<{ open: number }>(open)).rows[0]?.open ?? 0);
    const load = await loading;
    assert.ok(load.action === "load");
    assert.deepEqual([load.verdict, load.failed], ["exact", 0]);
    return most;
  } finally {
    await client.end();
  }
}
