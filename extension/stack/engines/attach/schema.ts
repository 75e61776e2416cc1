import { randomBytes } from "node:crypto";
import type pg from "pg";
import { splitSql } from "../../connections/split-sql.ts";
import { attachError } from "./errors.ts";

/** A table of init.sql. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly create: string;
}

/**
 * The lab's tables. The rest of init.sql (roles, grants, settings of the database) is only for the lab's own servers.
 */
export function tablesOf(initSql: string): Table[] {
  return splitSql(initSql).flatMap((statement) => {
    const create = statement.replace(/^(\s*--[^\n]*\n)+/, "").trim();
    const [, name, body] = /^CREATE TABLE\s+surge_lab\.(\w+)\s*\(([\s\S]*)\)$/i.exec(create) ?? [];
    return name === undefined || body === undefined ? [] : [{ name, columns: columnsIn(body), create }];
  });
}

const constraint = /^(PRIMARY|UNIQUE|CHECK|FOREIGN|CONSTRAINT|EXCLUDE|LIKE)\b/i;

/** The first word of each part, where the part is a column. */
function columnsIn(body: string): string[] {
  let depth = 0;
  let part = "";
  const parts: string[] = [];
  for (const letter of `${body.replace(/--[^\n]*/g, "")},`) {
    if (letter === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
      continue;
    }
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    part += letter;
  }
  return parts.filter((each) => !constraint.test(each)).map((each) => each.split(/\s/, 1)[0] ?? "");
}

/** The schema `surge_lab` of a database. */
export interface FoundSchema {
  readonly owner: string;
  readonly isOwn: boolean;
  /** The random name that the lab gave it; null: the lab did not make it. */
  readonly id: string | null;
  /** Its tables and views, each with its columns. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
}

const mark = /^Surge Lab ([0-9a-f]{12})\b/;

/** Reads only. undefined: there is no such schema. */
export async function findSchema(client: pg.Client): Promise<FoundSchema | undefined> {
  const { rows } = await client.query<{ owner: string; own: boolean; comment: string | null }>(
    `SELECT pg_get_userbyid(nspowner) AS owner, pg_has_role(nspowner, 'USAGE') AS own,
       obj_description(oid, 'pg_namespace') AS comment
     FROM pg_namespace WHERE nspname = 'surge_lab'`,
  );
  const [schema] = rows;
  if (!schema) return undefined;
  const { rows: relations } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'surge_lab'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     GROUP BY 1`,
  );
  return {
    owner: schema.owner,
    isOwn: schema.own,
    id: mark.exec(schema.comment ?? "")?.[1] ?? null,
    relations: Object.fromEntries(relations.map(({ name, columns }) => [name, columns])),
  };
}

/** A schema that the lab did not make is left alone, unless it is empty and made for this role. */
export function requireUsable(found: FoundSchema | undefined, database: string): void {
  if (!found || found.id !== null) return;
  if (!found.isOwn || Object.keys(found.relations).length > 0) {
    throw attachError("schema-foreign", { database, owner: found.owner });
  }
}

/** Existing tables must have every column that the lab needs; those of another version may not. */
export function requireColumns(tables: readonly Table[], { relations }: FoundSchema): void {
  for (const { name, columns } of tables) {
    const there = relations[name];
    const missing = there && columns.filter((column) => !there.includes(column));
    if (missing && missing.length > 0) throw attachError("schema-differs", { table: name, columns: missing });
  }
}

/** Makes what is missing, in one transaction. @returns the schema's id, which is in the prefix of its keys, too */
export async function makeSchema(
  client: pg.Client,
  tables: readonly Table[],
  found: FoundSchema | undefined,
): Promise<string> {
  const id = found?.id ?? randomBytes(6).toString("hex");
  await client.query("BEGIN");
  if (!found) await client.query("CREATE SCHEMA surge_lab");
  if (!found?.id) {
    // No parameters in a comment; the id is of hexadecimal digits.
    await client.query(`COMMENT ON SCHEMA surge_lab IS 'Surge Lab ${id}: made by the lab, removed with it'`);
  }
  for (const { name, create } of tables) if (!found?.relations[name]) await client.query(create);
  await client.query("COMMIT");
  return id;
}

/** The lab's only topic in a shared Kafka. */
export function topicOf(id: string): string {
  return `surge-${id}`;
}

/** The prefix of all keys of the lab. In a cluster the part in braces keeps them on one node. */
export function keyPrefixOf(id: string): string {
  return `surge:{${id}}:`;
}
