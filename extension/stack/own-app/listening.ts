import { readdir, readFile, readlink } from "node:fs/promises";
import { descendantsOf } from "../children.ts";

/** Where a process and its children listen: `127.0.0.1:8000`, `*:8000`, `[::1]:8000`. Only Linux says it. */
export async function listeningAddresses(pid: number): Promise<string[]> {
  if (process.platform !== "linux") return [];
  const pids = [pid, ...(await descendantsOf(pid))];
  const sockets = new Set((await Promise.all(pids.map(socketsOf))).flat());
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/${pid}/net/${name}`, "utf8").catch(() => "")),
  );
  const found = tables.flatMap((table) => listeningIn(table)).filter(({ inode }) => sockets.has(inode));
  return [...new Set(found.map(({ address }) => address))].sort();
}

async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const files = await readdir(folder).catch(() => []);
  const links = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => "")));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

/** The sockets of /proc/net/tcp in the state LISTEN. */
function listeningIn(table: string): { readonly inode: string; readonly address: string }[] {
  return table.split("\n").flatMap((line) => {
    const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
    const [host = "", port = ""] = local.split(":");
    if (state !== "0A" || inode === undefined) return [];
    return [{ inode, address: `${hostOf(host)}:${Number.parseInt(port, 16)}` }];
  });
}

/** Each group of eight digits is a number in the machine's own order of bytes. */
function hostOf(hex: string): string {
  if (/^0+$/.test(hex)) return "*";
  const bytes = (hex.match(/.{8}/g) ?? [])
    .map((group) => (group.match(/../g) ?? []).reverse().join(""))
    .join("");
  if (hex.length === 8) return (bytes.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(".");
  return /^0{31}1$/.test(bytes) ? "[::1]" : `[${(bytes.match(/.{4}/g) ?? []).join(":").toLowerCase()}]`;
}
