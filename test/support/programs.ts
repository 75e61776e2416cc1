import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { storageFolder } from "../../extension/cli/folders.ts";
import type { ServerBinaries } from "../../extension/stack/engines/engine.ts";
import { findServers } from "../../extension/stack/programs/find-servers.ts";
import type { AppName, ExtraName } from "../../extension/stack/stack.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const found = new Map<string, Promise<ServerBinaries>>();

/** The programs of this machine; what it lacks is fetched once, into the command line's own storage. */
export function serverPrograms(
  app: AppName = "node",
  extras: readonly ExtraName[] = [],
): Promise<ServerBinaries> {
  const key = [app, ...extras].join(" ");
  const known = found.get(key);
  if (known) return known;
  const finding = findServers({
    storageFolder: storageFolder(),
    stackFolder: join(root, "lab-stack"),
    distFolder: join(root, "dist"),
    composition: { app, with: extras },
    signal: new AbortController().signal,
    progress: () => {},
    confirmDownload: async () => true,
  });
  found.set(key, finding);
  return finding;
}
