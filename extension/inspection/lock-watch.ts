import type pg from "pg";
import { close, connectToPostgres } from "../stack/connections/postgres.ts";
import { stackGone } from "../stack/errors.ts";
import { storedByStrategy } from "./counted.ts";

/** Reading locks takes no time; a query that takes longer has failed. Milliseconds. */
const statementTimeout = 5_000;
/** How long the end of a backend is waited for, milliseconds. */
const endsWithin = 500;

/** A superuser's connection that stays open while the statements of a strategy are interleaved. */
export class LockWatch {
  readonly #client: pg.Client;
  readonly #strategy: string;

  private constructor(client: pg.Client, strategy: string) {
    this.#client = client;
    this.#strategy = strategy;
  }

  static async open(endpoint: string, strategy: string): Promise<LockWatch> {
    return new LockWatch(await connectToPostgres(endpoint, "inspection", statementTimeout), strategy);
  }

  /** True while this backend waits for a lock that one of the others holds or requested earlier. */
  async waits(pid: number, others: readonly number[]): Promise<boolean> {
    const [row] = await this.#query<{ waits: boolean }>("SELECT pg_blocking_pids($1) && $2::int[] AS waits", [
      pid,
      others,
    ]);
    return row?.waits ?? false;
  }

  /** How many hits of the strategy are stored, committed. */
  async stored(): Promise<number> {
    const [row] = await this.#query<{ stored: number }>(
      `SELECT coalesce(sum(stored), 0)::float8 AS stored FROM (${storedByStrategy}) AS s WHERE strategy = $1`,
      [this.#strategy],
    );
    return row?.stored ?? 0;
  }

  /** Sets its counter to zero and forgets its hits. */
  async zero(): Promise<void> {
    await this.#query("UPDATE surge_lab.counter SET value = 0 WHERE strategy = $1", [this.#strategy]);
    await this.#query("DELETE FROM surge_lab.slots WHERE strategy = $1", [this.#strategy]);
    await this.#query("DELETE FROM surge_lab.hits WHERE strategy = $1", [this.#strategy]);
  }

  /** Terminates these backends of the app; resolves when they are gone. */
  async endBackends(pids: readonly number[]): Promise<void> {
    await this.#query(
      `SELECT pg_terminate_backend(pid, $2) FROM pg_stat_activity
       WHERE pid = ANY($1::int[]) AND usename IN ('surge_app', current_user)
         AND application_name NOT LIKE 'surge-lab %'`,
      [pids, endsWithin],
    );
  }

  async close(): Promise<void> {
    await close(this.#client);
  }

  async #query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      const { rows } = await this.#client.query<Row>(text, values);
      return rows;
    } catch (error) {
      throw stackGone(error);
    }
  }
}
