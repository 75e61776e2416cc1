import { chown, cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { versionOfPgbouncer } from "../../connections/pgbouncer.ts";
import { withFreePort } from "../../free-port.ts";
import { unpackedIn } from "../../programs/packaged.ts";
import { pgbouncer } from "../../programs/pgbouncer.ts";
import type { PackagedProgram } from "../engine.ts";
import type { RunningExtra } from "./broker.ts";
import { cleanEnvironment } from "./environment.ts";
import { type Processes, untilItAnswers } from "./processes.ts";
import { allowEveryone, canRun, postgresUser, type User } from "./unprivileged.ts";

interface PgbouncerOptions {
  readonly program: PackagedProgram | undefined;
  readonly runFolder: string;
  /** What compose.yaml sets. */
  readonly settings: Readonly<Record<string, string>>;
  readonly postgresPort: number;
  /** Of the app's role, in PostgreSQL as in PgBouncer. */
  readonly password: string;
  readonly processes: Processes;
}

interface RunningPgbouncer extends RunningExtra {
  readonly port: number;
}

/** PgBouncer in front of PostgreSQL, for the app's role alone. Like PostgreSQL, it refuses to run as root. */
export async function startPgbouncer(options: PgbouncerOptions): Promise<RunningPgbouncer> {
  if (!options.program) throw new TypeError("The engine needs to know where PgBouncer is.");
  const user = await postgresUser();
  const home = join(options.runFolder, "pgbouncer");
  await mkdir(home, { mode: 0o700 });
  if (user) await chown(home, user.uid, user.gid);
  const program = await readableProgram(options.program, user, join(options.runFolder, "pgbouncer-program"));
  const start = (port: number) => serve(options, program, home, user, port);
  const { server, port, endpoint, version } = await withFreePort(start);
  return { server, port, endpoint, version, again: async () => (await start(port)).server };
}

async function serve(
  { settings, postgresPort, password, processes }: PgbouncerOptions,
  { command, env }: PackagedProgram,
  home: string,
  user: User | undefined,
  port: number,
) {
  await writeOwn(join(home, "users.txt"), `"surge_app" "${password}"\n`, user);
  const own = { listen_addr: "127.0.0.1", listen_port: port, unix_socket_dir: "", auth_file: "users.txt" };
  const database = `surge = host=127.0.0.1 port=${postgresPort} dbname=surge`;
  const lines = Object.entries({ ...settings, ...own }).map(([name, value]) => `${name} = ${value}`);
  const text = ["[databases]", database, "[pgbouncer]", ...lines, ""].join("\n");
  await writeOwn(join(home, "pgbouncer.ini"), text, user);
  const server = processes.start({
    service: "pgbouncer",
    command,
    args: ["pgbouncer.ini"],
    cwd: home,
    env: cleanEnvironment(env),
    user,
    // It keeps nothing, and newer ones would wait until their clients have left.
    end: (child) => child.kill("SIGKILL"),
    endsWithin: 1_000,
  });
  const endpoint = `postgresql://surge_app:${password}@127.0.0.1:${port}/pgbouncer`;
  const version = await untilItAnswers(server, () => versionOfPgbouncer(endpoint));
  return { server, port, endpoint, version };
}

async function writeOwn(file: string, text: string, user: User | undefined): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
}

/** The program that is there, or a copy of its package when the user cannot read it. */
async function readableProgram(
  program: PackagedProgram,
  user: User | undefined,
  copy: string,
): Promise<PackagedProgram> {
  if (!user || program.folder === undefined || (await canRun(program.command, user, program.env))) {
    return program;
  }
  await cp(program.folder, copy, { recursive: true, verbatimSymlinks: true });
  await allowEveryone(copy);
  return (await unpackedIn(pgbouncer, copy)) ?? program;
}
