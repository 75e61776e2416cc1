import type { CounterWrite } from "../../common/counter-write.ts";
import type { ServerAccess } from "../server-access.ts";

/**
 * A trigger writes down every write to a counter, in the transaction of that write: what is rolled back, or lost with
 * the server, is not in it either. The number `seq` is drawn while the write holds the row, so it is the row's own order.
 */
const begin = `
  CREATE TABLE surge_lab.witness (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    strategy text, slot integer, before integer, after integer, backend integer, at double precision, query text
  );
  CREATE FUNCTION surge_lab.witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    BEGIN
      INSERT INTO surge_lab.witness (strategy, slot, before, after, backend, at, query)
      VALUES (NEW.strategy, (to_jsonb(NEW)->>'slot')::integer, CASE TG_OP WHEN 'UPDATE' THEN OLD.value ELSE 0 END, NEW.value, pg_backend_pid(),
        extract(epoch FROM clock_timestamp()) * 1000, current_query());
      RETURN NULL;
    END
  $$;
  CREATE TRIGGER witness AFTER INSERT OR UPDATE ON surge_lab.counter
    FOR EACH ROW EXECUTE FUNCTION surge_lab.witness();
  CREATE TRIGGER witness AFTER INSERT OR UPDATE ON surge_lab.slots
    FOR EACH ROW EXECUTE FUNCTION surge_lab.witness();`;

const end = `
  DROP TRIGGER IF EXISTS witness ON surge_lab.counter;
  DROP TRIGGER IF EXISTS witness ON surge_lab.slots;
  DROP FUNCTION IF EXISTS surge_lab.witness();
  DROP TABLE IF EXISTS surge_lab.witness;`;

/** Without a limit, a hit that holds the row for ever would hold up the cell as well. */
const patience = "SET lock_timeout = '5s';";

export async function beginWitness(servers: ServerAccess): Promise<void> {
  await servers.query(`${patience} BEGIN; ${end} ${begin} COMMIT`);
}

/** `value = value + 1`, with or without the name of the table and parentheses. */
export const relativeTo = (column: string) =>
  `\\m${column}\\M"?\\s*=\\s*\\(?\\s*("?\\w+"?\\.)*"?${column}"?\\s*\\+`;
/** In a query text: the id that stands in a comment behind the statement. */
export const hitInComment = "substring(query FROM '/\\* hit ([[:alnum:]_-]+) \\*/')";

/** Every committed write of the strategy, in the row's order. */
export async function writesOf(servers: ServerAccess, strategy: string): Promise<CounterWrite[]> {
  return servers.query<CounterWrite>(
    `SELECT slot, before, after, backend, at, query ~* $2 AS relative, ${hitInComment} AS by
     FROM surge_lab.witness WHERE strategy = $1 ORDER BY seq`,
    [strategy, relativeTo("value")],
  );
}

/** One that its run has left behind, because PostgreSQL was down at its end, would make later runs slower. */
export async function endWitness(servers: ServerAccess): Promise<void> {
  const [found] = await servers.query("SELECT 1 WHERE to_regclass('surge_lab.witness') IS NOT NULL");
  if (found) await servers.query(`${patience} ${end}`);
}
