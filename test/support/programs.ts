import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { storageFolder } from "../../extension/cli/folders.ts";
import type { ServerBinaries } from "../../extension/stack/engine.ts";
import { findServers } from "../../extension/stack/servers/find-servers.ts";

let found: Promise<ServerBinaries> | undefined;

/** The server programs of this machine; what it lacks is fetched once, into the command line's own storage. */
export function serverPrograms(): Promise<ServerBinaries> {
  found ??= findServers({
    storageFolder: storageFolder(),
    distFolder: join(fileURLToPath(new URL("../../", import.meta.url)), "dist"),
    signal: new AbortController().signal,
    progress: () => {},
    confirmDownload: async () => true,
  });
  return found;
}
