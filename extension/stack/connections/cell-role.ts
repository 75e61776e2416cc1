import { randomBytes } from "node:crypto";
import pg from "pg";
import { connected } from "./postgres.ts";

/** The role of SQL cells, and its schema, in which a cell makes tables of its own. */
const cellRole = "surge_cell";

/**
 * Cells come from whoever wrote the notebook, and PostgreSQL's superuser can run programs and read files. So they have
 * a role of their own. It gets nothing that could make the superuser, as whom the lab looks at its tables, run the
 * code of a cell: no table of the lab, no trigger on one, no place in the schema surge_lab.
 * Each start does this again, because a kept volume may be older than the role.
 */
const makeRole = `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${cellRole}') THEN
    CREATE ROLE ${cellRole} LOGIN;
  END IF;
  EXECUTE format('ALTER ROLE ${cellRole} PASSWORD %L', current_setting('surge.cell_password'));
  GRANT pg_monitor, pg_signal_backend TO ${cellRole};
  GRANT CONNECT, TEMPORARY ON DATABASE surge TO ${cellRole};
  GRANT USAGE ON SCHEMA surge_lab TO ${cellRole};
  GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA surge_lab TO ${cellRole};
  CREATE SCHEMA IF NOT EXISTS ${cellRole} AUTHORIZATION ${cellRole};
  ALTER ROLE ${cellRole} IN DATABASE surge SET search_path = ${cellRole}, surge_lab;
END
$$`;

/**
 * @param admin the URL of the database as its superuser
 * @returns its URL as the role of SQL cells
 */
export async function makeCellRole(admin: string): Promise<string> {
  const url = new URL(admin);
  url.username = cellRole;
  url.password = randomBytes(18).toString("hex");
  const options = { connectionString: admin, ssl: false, application_name: "surge-lab start" };
  const client = await connected(new pg.Client({ ...options, connectionTimeoutMillis: 5_000 }));
  try {
    // As a parameter, it stands in no log.
    await client.query("SELECT set_config('surge.cell_password', $1, false)", [url.password]);
    await client.query(makeRole);
  } finally {
    await client.end();
  }
  return url.href;
}
