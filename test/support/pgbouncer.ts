import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { readPgbouncerSettings } from "../../extension/stack/engines/embedded/compose-settings.ts";
import { startPgbouncer } from "../../extension/stack/engines/embedded/pgbouncer.ts";
import { Processes } from "../../extension/stack/engines/embedded/processes.ts";
import { postgresUser, temporaryFolder } from "../../extension/stack/engines/embedded/unprivileged.ts";
import { serverPrograms } from "./programs.ts";
import type { PostgresServer } from "./servers.ts";
import { root } from "./stack.ts";

/** The same tests hold with PgBouncer between app and PostgreSQL: those set this before they import them. */
export const throughPgbouncer = process.env.SURGE_LAB_TESTED_THROUGH === "pgbouncer";

/** PgBouncer in front of this PostgreSQL, with the settings of compose.yaml. */
export async function startPgbouncerFor(postgres: PostgresServer) {
  const user = await postgresUser();
  const runFolder = await mkdtemp(join(await temporaryFolder(user), "surge-test-pgbouncer-"));
  if (user) await chmod(runFolder, 0o711);
  const processes = new Processes({ owns: () => {}, disowns: () => {} });
  const { pgbouncer: program } = await serverPrograms("node", ["pgbouncer"]);
  const settings = await readPgbouncerSettings(join(root, "lab-stack"));
  const options = { program, runFolder, settings, postgresPort: postgres.port, password: "app", processes };
  const { port } = await startPgbouncer(options);
  return {
    /** As the app connects. */
    url: `postgresql://surge_app:app@127.0.0.1:${port}/surge`,
    remove: async () => {
      await processes.stop();
      await rm(runFolder, { recursive: true, force: true });
    },
  };
}
