import { ownRole } from "../stack/own-app/database.ts";
import type { ServerAccess } from "./server-access.ts";

/** The state of a session that the lab's role may not see. */
export const notVisible = "not visible";

/** How PostgreSQL's connections are used. */
export interface Connections {
  /** `max_connections`. */
  readonly max: number;
  /** How many of them superusers keep. */
  readonly reserved: number;
  /** State: that of pg_stat_activity, `starting` before there is one, `not visible` of other roles to a plain one. */
  readonly byState: readonly { readonly role: string; readonly state: string; readonly count: number }[];
}

/** The lab's own looks left out. */
export async function readConnections(servers: ServerAccess): Promise<Connections> {
  const [limits] = await servers.query<{ max: number; reserved: number }>(
    `SELECT current_setting('max_connections')::int AS max,
       current_setting('superuser_reserved_connections')::int
         + coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved`,
  );
  const byState = await servers.query<Connections["byState"][number]>(
    // A plain role sees of other roles' sessions only that they are there.
    `SELECT coalesce(usename, '') AS role,
       CASE WHEN backend_type IS NULL THEN '${notVisible}' ELSE coalesce(state, 'starting') END AS state,
       count(*)::int AS count
     FROM pg_stat_activity
     WHERE (backend_type = 'client backend' OR backend_type IS NULL AND datid IS NOT NULL AND usesysid IS NOT NULL)
       AND application_name <> 'surge-lab inspection'
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return { max: limits?.max ?? 0, reserved: limits?.reserved ?? 0, byState };
}

/** Those of the app, whichever role it has; busy ones are in a statement or a transaction. */
export async function readConnectionsOfApp(
  servers: ServerAccess,
): Promise<{ readonly open: number; readonly busy: number }> {
  const [row] = await servers.query<{ open: number; busy: number }>(
    `SELECT count(*)::int AS open, count(*) FILTER (WHERE state <> 'idle')::int AS busy FROM pg_stat_activity
     WHERE usename IN ('surge_app', '${ownRole}') OR usename = current_user AND application_name NOT LIKE 'surge-lab %'`,
  );
  return row ?? { open: 0, busy: 0 };
}
