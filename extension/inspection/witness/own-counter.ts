import * as z from "zod";
import type { OwnAppClient } from "../own-app/own-app.ts";

/** Where an app that is not ours counts. */
export interface Counter {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** The columns of its primary key, by which its rows are told apart. */
  readonly key: readonly string[];
}

const node = z.object({
  "Relation Name": z.string().exactOptional(),
  Schema: z.string().exactOptional(),
  Output: z.array(z.string()).default([]),
  get Plans() {
    return z.array(node).default([]);
  },
});
const plans = z.tuple([z.object({ Plan: node })]);

/** A column or the sum of one: `value`, `counter.value`, `COALESCE(sum(value), '0'::bigint)`. */
const counted = /^(?:COALESCE\()?(?:sum\()?(?:"?\w+"?\.)?"?(\w+)"?\)?(?:, [\w':]+\))?$/i;

/** What a query of the contract reads, by PostgreSQL's own plan for it; undefined where that is no counter. */
export async function counterIn(own: OwnAppClient, sql: string): Promise<Counter | undefined> {
  // Planning may run functions of the app already.
  const [plan] = await own.firstColumn(`EXPLAIN (VERBOSE, FORMAT JSON) ${sql}`);
  const [{ Plan: root }] = plans.parse(plan);
  const nodes = [root];
  for (const { Plans } of nodes) nodes.push(...Plans);
  const [scan, ...others] = nodes.filter((each) => each["Relation Name"] !== undefined);
  const column = counted.exec(root.Output[0] ?? "")?.[1];
  const { "Relation Name": table, Schema: schema } = scan ?? {};
  if (others.length > 0 || column === undefined || table === undefined || schema === undefined)
    return undefined;
  const columns = await own.asAdmin((client) =>
    client.query<{ name: string; is_key: boolean }>(
      `SELECT attname AS name, COALESCE(attnum = ANY (indkey), false) AS is_key
       FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
       WHERE attrelid = format('%I.%I', $1::text, $2::text)::regclass AND attnum > 0`,
      [schema, table],
    ),
  );
  if (!columns.rows.some(({ name }) => name === column)) return undefined;
  return { schema, table, column, key: columns.rows.filter(({ is_key }) => is_key).map(({ name }) => name) };
}
