import type { ServerAccess } from "../server-access.ts";

/** A trigger numbers the rows of `hits` as they come. The app's role may neither read nor write what it notes. */
const begin = `
  CREATE TABLE surge_lab.insert_order (seq bigint GENERATED ALWAYS AS IDENTITY, hit_id text);
  CREATE FUNCTION surge_lab.insert_order() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    BEGIN
      INSERT INTO surge_lab.insert_order (hit_id) VALUES (NEW.hit_id);
      RETURN NULL;
    END
  $$;
  CREATE TRIGGER insert_order AFTER INSERT ON surge_lab.hits
    FOR EACH ROW EXECUTE FUNCTION surge_lab.insert_order();`;

const end = `
  DROP TRIGGER IF EXISTS insert_order ON surge_lab.hits;
  DROP FUNCTION IF EXISTS surge_lab.insert_order();
  DROP TABLE IF EXISTS surge_lab.insert_order;`;

const patience = "SET lock_timeout = '5s';";

export async function beginInsertOrder(servers: ServerAccess): Promise<void> {
  await servers.query(`${patience} BEGIN; ${end} ${begin} COMMIT`);
}

/** The ids with this prefix, in the order in which they were inserted. */
export async function insertOrder(servers: ServerAccess, prefix: string): Promise<string[]> {
  const rows = await servers.query<{ hit_id: string }>(
    "SELECT hit_id FROM surge_lab.insert_order WHERE starts_with(hit_id, $1) ORDER BY seq",
    [prefix],
  );
  return rows.map(({ hit_id }) => hit_id);
}

export async function endInsertOrder(servers: ServerAccess): Promise<void> {
  await servers.query(`${patience} ${end}`);
}
