import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { inside } from "../../../common/inside.ts";
import { makeOwnFolder } from "../../../common/own-folder.ts";
import { sha256 } from "../../../common/sha256.ts";
import { freePort } from "../../free-port.ts";
import { isAlive } from "../../process-state.ts";
import { composeDown } from "./compose-down.ts";
import { docker } from "./docker.ts";
import { composeError } from "./errors.ts";

/** The passwords in compose.yaml. Letters and digits only, because they are part of URLs. */
export interface Passwords {
  readonly admin: string;
  readonly app: string;
  readonly redis: string;
  readonly rabbitmq: string;
}

/** A file of an older version does not have all of them. */
const passwordsSchema = z.object({
  admin: z.string(),
  app: z.string(),
  redis: z.string(),
  rabbitmq: z.string().optional(),
});

/**
 * One project for each lab folder. A stack that keeps nothing has a name of its own, so that two editors
 * do not share one.
 */
export function projectName(stackFolder: string, keepData: boolean): string {
  const name = `surge-lab-${folderHash(stackFolder)}`;
  return keepData ? name : `${name}-${process.pid}`;
}

/** With the machine's name: a container with the same folder has its own process ids. */
function folderHash(stackFolder: string): string {
  return sha256(`${hostname()}\0${stackFolder}`).slice(0, 10);
}

/** A named volume keeps the passwords of its first start, so a kept stack keeps its passwords too. */
export async function passwordsFor(stackFolder: string, keepData: boolean): Promise<Passwords> {
  if (!keepData) return newPasswords();
  const folder = join(dirname(stackFolder), ".surge-lab");
  const file = join(folder, "passwords.json");
  try {
    await inside(dirname(stackFolder), file);
    const kept = await readPasswords(file);
    const passwords: Passwords = { ...newPasswords(), ...kept };
    if (isDeepStrictEqual(passwords, kept)) return passwords;
    await makeOwnFolder(folder);
    await writeFile(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
    await chmod(file, 0o600);
    return passwords;
  } catch (error) {
    throw composeError("folder-not-writable", { folder, cause: error });
  }
}

async function readPasswords(file: string): Promise<z.infer<typeof passwordsSchema> | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return passwordsSchema.parse(JSON.parse(text));
  } catch {
    // Half a file from a crash. The volume cannot be older than it, or it says so itself.
    return undefined;
  }
}

function newPasswords(): Passwords {
  const password = () => randomBytes(18).toString("hex");
  return { admin: password(), app: password(), redis: password(), rabbitmq: password() };
}

export function variablesOf({ admin, app, redis }: Passwords): NodeJS.ProcessEnv {
  return { SURGE_ADMIN_PASSWORD: admin, SURGE_APP_PASSWORD: app, SURGE_REDIS_PASSWORD: redis };
}

const portNames = [
  "SURGE_POSTGRES_PORT",
  "SURGE_REDIS_PORT",
  "SURGE_PGBOUNCER_PORT",
  "SURGE_RABBITMQ_PORT",
  "SURGE_KAFKA_PORT",
  "SURGE_APP_PORT",
];

/**
 * Ports are chosen here, because Docker would give a restarted container other ones. Ports that are set in the
 * environment or in Compose's .env file are kept.
 */
export async function freePorts(stackFolder: string): Promise<NodeJS.ProcessEnv> {
  const file = await readFile(join(stackFolder, ".env"), "utf8").catch(() => "");
  const isSet = (name: string) =>
    process.env[name] !== undefined || new RegExp(`^\\s*${name}=`, "m").test(file);
  const unset = portNames.filter((name) => !isSet(name));
  const ports = await Promise.all(unset.map(async (name) => [name, String(await freePort())]));
  return Object.fromEntries(ports);
}

/** Removes stacks of this folder whose process was killed together with the one that would have cleaned up. */
export async function removeOrphans(stackFolder: string, signal: AbortSignal): Promise<void> {
  const prefix = `surge-lab-${folderHash(stackFolder)}-`;
  const format = '{{.Label "com.docker.compose.project"}}';
  const { stdout } = await docker(["ps", "--all", "--filter", `name=${prefix}`, "--format", format], {
    signal,
    timeout: 10_000,
  });
  const projects = new Set(stdout.split("\n").filter((name) => name.startsWith(prefix)));
  for (const project of projects) {
    const pid = /^\d+$/.exec(project.slice(prefix.length))?.[0];
    if (pid !== undefined && !(await isAlive(Number(pid))))
      await composeDown({ project, removeVolumes: true });
  }
}
