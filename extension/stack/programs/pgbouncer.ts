import type { PackagedProgram } from "../engines/engine.ts";
import { AptPackages } from "./apt.ts";
import { type Download, type Request, words } from "./download.ts";
import { programError } from "./errors.ts";
import { fetchPackaged, findPackaged, type ServerPackage } from "./packaged.ts";
import type { Places } from "./places.ts";
import { pathFolders } from "./program-path.ts";

export const pgbouncer: ServerPackage = {
  title: "PgBouncer",
  program: "pgbouncer",
  packages: ["pgbouncer"],
  greeting: /^PgBouncer \d/im,
  megabytes: 15,
};

/** PgBouncer of the system, else unpacked before; undefined when there is none. */
export function findPgbouncer(request: Request, places: Places): Promise<PackagedProgram | undefined> {
  // Debian puts it where only root's PATH leads.
  const { bundledFolder } = places;
  const folders = [...pathFolders(places.env), ...places.pgbouncerFolders];
  return findPackaged(pgbouncer, { names: [pgbouncer.program], folders, bundledFolder }, request);
}

/** @throws LabError `pgbouncer-missing` on a system without packages that could be unpacked */
export async function pgbouncerDownload(
  request: Request,
  places: Places,
): Promise<Download<PackagedProgram>> {
  const apt = await AptPackages.find(places.env, request.signal);
  if (!apt) throw programError("pgbouncer-missing", { refused: false });
  return {
    what: words(({ server }) => server(pgbouncer.title, pgbouncer.program, pgbouncer.megabytes)),
    fetch: () => fetchPackaged(pgbouncer, apt, request),
  };
}
