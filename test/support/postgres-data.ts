import { execFile } from "node:child_process";
import { access, cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { storageFolder } from "../../extension/cli/folders.ts";
import type { User } from "../../extension/stack/engines/embedded/unprivileged.ts";
import { postgresVersion } from "../../extension/stack/programs/packages.ts";

const run = promisify(execFile);

/**
 * Makes `FOLDER/data`, a new cluster whose superuser is surge_admin with the password "admin". What initdb makes is kept
 * once in the command line's own storage and copied for each server, which is quicker.
 * @param user who runs the server, when that is not who runs the tests
 */
export async function makePostgresData(bin: string, folder: string, user: User | undefined): Promise<string> {
  const data = join(folder, "data");
  const kept = join(storageFolder(), `test-cluster-${postgresVersion}`);
  const isKept = await access(kept).then(
    () => true,
    () => false,
  );
  if (isKept) {
    await cp(kept, data, { recursive: true });
    if (user) await run("chown", ["-R", `${user.uid}:${user.gid}`, data]);
  } else {
    const passwordFile = join(folder, "password");
    await writeFile(passwordFile, "admin");
    const words = ["-U", "surge_admin", "-A", "scram-sha-256", "--no-sync", "-E", "UTF8"];
    await run(join(bin, "initdb"), ["-D", data, ...words, "--pwfile", passwordFile], user ?? {});
    await keep(data, kept);
  }
  return data;
}

/** Another test file may do the same at this moment: the first one there wins. */
async function keep(data: string, kept: string): Promise<void> {
  await mkdir(storageFolder(), { recursive: true });
  const copy = await mkdtemp(`${kept}-`);
  await cp(data, copy, { recursive: true });
  await rename(copy, kept).catch(() => rm(copy, { recursive: true }));
}
