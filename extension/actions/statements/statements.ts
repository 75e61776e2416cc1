import * as z from "zod";
import type { Cell } from "../../document/document.ts";
import type { Lab, ShownResult } from "../define.ts";
import { result, type TableResult } from "./result.ts";
import { requireAgreement, wantsSuperuser } from "./superuser.ts";
import { tableView } from "./view.ts";

const rowLimit = 200;
const timeoutMs = 10_000;

const shown = (name: TableResult["action"]): ShownResult<TableResult> => ({
  name,
  result: result.extend({ action: z.literal(name) }),
  view: tableView,
});

/** What cells show that are not `yaml lab`: no action, but results like those of one. */
export const statements = [shown("sql"), shown("redis")];

/** Runs the code of a `sql` or a `redis` cell. */
export async function runStatements(
  { language, code }: Cell,
  { session, signal, confirmSuperuser }: Lab,
): Promise<TableResult> {
  const { inspection } = session.require(signal);
  const asSuperuser = wantsSuperuser({ language, code });
  if (asSuperuser) await requireAgreement({ confirmSuperuser });
  const limits = { rowLimit, timeoutMs, signal };
  return language === "sql"
    ? { action: "sql", statements: await inspection.sql(code, limits, asSuperuser) }
    : { action: "redis", statements: await inspection.redis(code, limits) };
}
