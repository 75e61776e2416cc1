import { randomBytes } from "node:crypto";
import pg from "pg";
import { connected } from "../connections/postgres.ts";

/** The role of an app that is not ours, and its database: there it may do what it likes, and nowhere else anything. */
export const ownRole = "surge_own";

/** Each start does this again, because a kept volume may have them already. */
const makeRole = `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${ownRole}') THEN
    CREATE ROLE ${ownRole} LOGIN;
  END IF;
  EXECUTE format('ALTER ROLE ${ownRole} PASSWORD %L', current_setting('surge.own_password'));
END
$$`;

/** SQL cells look at the app's tables, as the app itself would. */
const letCellsIn = `GRANT ${ownRole} TO surge_cell;
  ALTER ROLE surge_cell IN DATABASE ${ownRole} SET search_path = public`;

/**
 * The role has no privilege of a superuser, and none of the connections that are reserved for those.
 * @param admin the URL of the server as its superuser, who may have made the role of cells before
 * @returns the URL of the database as its owner
 */
export async function makeOwnDatabase(admin: string): Promise<string> {
  const url = new URL(admin);
  url.username = ownRole;
  url.password = randomBytes(18).toString("hex");
  url.pathname = `/${ownRole}`;
  const options = { connectionString: admin, ssl: false, application_name: "surge-lab start" };
  const client = await connected(new pg.Client({ ...options, connectionTimeoutMillis: 5_000 }));
  try {
    // As a parameter, it stands in no log.
    await client.query("SELECT set_config('surge.own_password', $1, false)", [url.password]);
    await client.query(makeRole);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [ownRole]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${ownRole} OWNER ${ownRole}`);
    await client.query(`REVOKE ALL ON DATABASE ${ownRole} FROM PUBLIC`);
    await client.query(letCellsIn);
  } finally {
    await client.end();
  }
  return url.href;
}

/** The same server's database of the own app, as the role in the URL. */
export function inOwnDatabase(url: string): string {
  const own = new URL(url);
  own.pathname = `/${ownRole}`;
  return own.href;
}
