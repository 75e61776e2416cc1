import { realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RabbitmqPrograms } from "../engines/engine.ts";
import { findProgram, pathFolders, withUsualFolders } from "./program-path.ts";

/**
 * RabbitMQ of the system and the Erlang that runs it; undefined when one is missing. Packages of Linux put a
 * wrapper on PATH that only root may run, so the folder of RabbitMQ itself comes first.
 */
export async function findRabbitmq(env = process.env): Promise<RabbitmqPrograms | undefined> {
  // Its scripts are for Unix shells; those for Windows leave processes behind when they are killed.
  if (process.platform === "win32") return undefined;
  const usual = pathFolders(withUsualFolders(env));
  const own = env.RABBITMQ_HOME === undefined ? [] : [join(env.RABBITMQ_HOME, "sbin")];
  const server = await findProgram("rabbitmq-server", [
    ...own,
    "/usr/lib/rabbitmq/bin",
    "/opt/homebrew/opt/rabbitmq/sbin",
    "/usr/local/opt/rabbitmq/sbin",
    ...usual,
  ]);
  const erl = await findProgram("erl", [
    ...usual,
    "/opt/homebrew/opt/erlang/bin",
    "/usr/local/opt/erlang/bin",
  ]);
  if (server === undefined || erl === undefined) return undefined;
  // The port mapper is in the real folder of `erl`; it need not be on PATH.
  const epmd = await findProgram("epmd", [dirname(await realpath(erl)), ...usual]);
  return epmd === undefined ? undefined : { server, epmd, erlangFolder: dirname(erl) };
}
