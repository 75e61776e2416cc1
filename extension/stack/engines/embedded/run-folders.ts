import { writeFileSync } from "node:fs";
import { lstat, mkdtemp, readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { Leftovers } from "../../leftovers.ts";
import { beginningOf } from "../../process-state.ts";
import type { Leftover } from "../engine.ts";

/** Its name in the temporary folder. */
const prefix = "surge-lab-";
const registerFile = "owner.json";

const processSchema = z.object({
  kind: z.literal("process"),
  pid: z.int(),
  began: z.string(),
  isPostgres: z.boolean().exactOptional(),
});

/** Who runs in a run folder, so that a later start can tell what of it is left. */
const registerSchema = z.object({
  /** Another machine or container may share the folder, and has processes of its own. */
  host: z.string(),
  owner: z.object({ pid: z.int(), began: z.string() }),
  processes: z.array(processSchema),
  /** The owner is just ending. */
  ends: z.boolean().exactOptional(),
});
type Register = z.infer<typeof registerSchema>;

/** A new folder for the data of a stack. */
export async function makeRunFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, prefix));
  register(folder, []);
  return folder;
}

/** Writes down the processes that this one runs in the folder. */
export function register(folder: string, owned: Iterable<Leftover>, ends = false): void {
  const began = beginningOf(process.pid);
  // Where a process cannot be told from a later one with its number, nothing is swept.
  if (began === undefined) return;
  const processes = [...owned].flatMap((one): Register["processes"] => {
    const { data } = processSchema.safeParse(one);
    return data ? [data] : [];
  });
  const content: Register = { host: hostname(), owner: { pid: process.pid, began }, processes, ends };
  try {
    writeFileSync(join(folder, registerFile), JSON.stringify(content), { mode: 0o600 });
  } catch {
    // The folder is gone, or the disk is full: the stack will say so itself.
  }
}

/** Removes the folders whose owner was killed, with what still runs in them. Never throws. */
export async function sweepRunFolders(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  await Promise.allSettled(
    names.filter((name) => name.startsWith(prefix)).map((name) => sweepRunFolder(join(parent, name))),
  );
}

/** @throws where the folder is none, or nobody has written down yet who runs in it */
export async function readRegister(folder: string): Promise<Register> {
  return registerSchema.parse(JSON.parse(await readFile(join(folder, registerFile), "utf8")));
}

/** The same with one folder. @throws as `readRegister` */
export async function sweepRunFolder(path: string): Promise<void> {
  const found = await lstat(path);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return;
  const { host, owner, processes } = await readRegister(path);
  if (host !== hostname() || beginningOf(owner.pid) === owner.began) return;
  const leftovers = new Leftovers();
  // Only the very processes: their numbers may belong to others by now.
  for (const one of processes) leftovers.add(one);
  leftovers.add({ kind: "folder", path });
  await leftovers.remove();
}
