import type { CounterWrite } from "../../common/counter-write.ts";
import type { OwnAppClient } from "../own-app/own-app.ts";
import { type Counter, counterIn } from "./own-counter.ts";
import { hitInComment, relativeTo } from "./postgres-witness.ts";

/**
 * The app's role may neither read nor write what the trigger notes. Rows are told apart by a hash of their key. The
 * trigger turns a row of the app into JSON, for which the app may have types and casts of its own: so it has a role that
 * may do nothing but note.
 */
const begin = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'surge_witness') THEN CREATE ROLE surge_witness; END IF;
  END $$;
  CREATE SCHEMA surge_witness;
  CREATE TABLE surge_witness.writes (
    seq bigint GENERATED ALWAYS AS IDENTITY, slot integer, before double precision, after double precision,
    backend integer, at double precision, query text
  );
  CREATE FUNCTION surge_witness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    BEGIN
      INSERT INTO surge_witness.writes (slot, before, after, backend, at, query)
      VALUES (
        (SELECT hashtext(jsonb_agg(to_jsonb(NEW)->key)::text) FROM unnest(TG_ARGV[1:]) AS key),
        CASE TG_OP WHEN 'UPDATE' THEN (to_jsonb(OLD)->>TG_ARGV[0])::double precision ELSE 0 END,
        (to_jsonb(NEW)->>TG_ARGV[0])::double precision,
        pg_backend_pid(), extract(epoch FROM clock_timestamp()) * 1000, current_query());
      RETURN NULL;
    END
  $$;
  ALTER FUNCTION surge_witness.note OWNER TO surge_witness;
  GRANT USAGE ON SCHEMA surge_witness TO surge_witness;
  GRANT INSERT ON surge_witness.writes TO surge_witness;`;

const end = "DROP SCHEMA IF EXISTS surge_witness CASCADE;";
const patience = "SET lock_timeout = '5s';";

/** The witness of PostgreSQL for the table of an app that is not ours. */
export class OwnWitness {
  readonly #own: OwnAppClient;
  readonly #counter: Counter;

  private constructor(own: OwnAppClient, counter: Counter) {
    this.#own = own;
    this.#counter = counter;
  }

  /** @returns undefined where the contract names no counter that can be watched */
  static async begin(own: OwnAppClient): Promise<OwnWitness | undefined> {
    const { stored } = own.contract;
    if (!("sql" in stored)) return undefined;
    const counter = await counterIn(own, stored.sql);
    if (!counter) return undefined;
    const { schema, table, column, key } = counter;
    const watch = `CREATE TRIGGER surge_witness AFTER INSERT OR UPDATE ON ${[schema, table].map(name).join(".")}
      FOR EACH ROW EXECUTE FUNCTION surge_witness.note(${[column, ...key].map(literal).join(", ")});`;
    await own.asAdmin((client) => client.query(`${patience} BEGIN; ${end} ${begin} ${watch} COMMIT`));
    return new OwnWitness(own, counter);
  }

  /** Every committed write to the counter, in the order of its row. */
  async writes(): Promise<CounterWrite[]> {
    const { rows } = await this.#own.asAdmin((client) =>
      client.query<CounterWrite>(
        `SELECT slot, before, after, backend, at, query ~* $1 AS relative, ${hitInComment} AS by
         FROM surge_witness.writes ORDER BY seq`,
        [relativeTo(this.#counter.column)],
      ),
    );
    return rows;
  }
}

/** Also one that a run has left behind. */
export async function endOwnWitness(own: OwnAppClient): Promise<void> {
  if ("sql" in own.contract.stored) await own.asAdmin((client) => client.query(`${patience} ${end}`));
}

const name = (text: string) => `"${text.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
