import { type ChildProcess, execFile } from "node:child_process";
import { chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { connected } from "../../connections/postgres.ts";
import { stackError } from "../../errors.ts";
import { withFreePort } from "../../free-port.ts";
import type { ServerProcess } from "../../server-process.ts";
import { serverDidNotStart } from "../../start-trouble.ts";
import { cleanEnvironment } from "./environment.ts";
import { type Processes, untilItAnswers } from "./processes.ts";
import { postgresUser, readableBinaries, type User } from "./unprivileged.ts";

interface PostgresOptions {
  readonly bin: string;
  readonly runFolder: string;
  readonly stackFolder: string;
  /** The words of compose.yaml after `postgres`. */
  readonly settings: readonly string[];
  readonly adminPassword: string;
  readonly appPassword: string;
  readonly processes: Processes;
  /** Runs a part of the start and notes how long it took. */
  readonly timed: <T>(name: string, part: () => Promise<T>) => Promise<T>;
}

interface RunningPostgres {
  readonly server: ServerProcess;
  readonly port: number;
  readonly version: string;
  /** Starts it once more, after its end. */
  readonly again: () => Promise<ServerProcess>;
}

/** A new database cluster in the run folder, with the database `surge` and what init.sql makes in it. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const user = await postgresUser();
  const home = join(options.runFolder, "postgres");
  await mkdir(home, { mode: 0o700 });
  if (user) await chown(home, user.uid, user.gid);
  const bin = await readableBinaries(options.bin, user, options.runFolder);
  await options.timed("initdb", () => initdb(options, bin, home, user));
  const { server, port, admin } = await options.timed("postgres", () =>
    withFreePort((free) => serve(options, bin, home, user, free)),
  );
  const version = await options.timed("init.sql", () => fill(options, admin, port));
  const again = async () => {
    // The process has ended, so it is disowned: another one may get its number.
    await rm(join(home, "data", "postmaster.pid"), { force: true });
    const life = await serve(options, bin, home, user, port);
    await life.admin.end();
    return life.server;
  };
  return { server, port, version, again };
}

async function initdb(
  { processes, adminPassword }: PostgresOptions,
  bin: string,
  home: string,
  user: User | undefined,
): Promise<void> {
  const passwordFile = join(home, "password");
  await writeFile(passwordFile, adminPassword, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const words = ["--no-sync", "--no-instructions", "--auth=scram-sha-256", "--username=surge_admin"];
  const server = processes.start({
    service: "postgres",
    command: join(bin, "initdb"),
    args: [...words, `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C", "-D", join(home, "data")],
    cwd: home,
    // UTC, as in the image that Compose runs; initdb would else take the time zone of the machine.
    env: cleanEnvironment({ LC_ALL: "C", TZ: "UTC" }),
    user,
    endsWithin: 1_000,
  });
  const how = await server.ended;
  if (how !== "exit code 0") throw serverDidNotStart("postgres", `initdb: ${how}`, server.log.lines);
  await rm(passwordFile);
}

async function serve(
  { processes, settings, adminPassword }: PostgresOptions,
  bin: string,
  home: string,
  user: User | undefined,
  port: number,
): Promise<{ server: ServerProcess; port: number; admin: pg.Client }> {
  const data = join(home, "data");
  const own = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories="];
  const server = processes.start({
    service: "postgres",
    command: join(bin, "postgres"),
    args: ["-D", data, ...settings, ...own.flatMap((setting) => ["-c", setting])],
    cwd: home,
    env: cleanEnvironment({ LC_ALL: "C" }),
    user,
    end: (child) => endPostgres(child, bin, data),
    endsWithin: 2_000,
  });
  const admin = await untilItAnswers(server, () => connect(adminPassword, port, "postgres"));
  return { server, port, admin };
}

/** Immediate shutdown, because the data is not needed. SIGQUIT ends its backends and frees shared memory. */
function endPostgres(child: ChildProcess, bin: string, data: string): void {
  if (process.platform !== "win32") child.kill("SIGQUIT");
  else execFile(join(bin, "pg_ctl"), ["stop", "-m", "immediate", "-D", data], () => undefined);
}

/** @returns the version of the server */
async function fill(
  { adminPassword, appPassword, stackFolder }: PostgresOptions,
  admin: pg.Client,
  port: number,
): Promise<string> {
  const { rows } = await admin.query<{ server_version: string }>("SHOW server_version");
  await admin.query("CREATE DATABASE surge");
  await admin.end();
  const client = await connect(adminPassword, port, "surge");
  try {
    await client.query("SELECT set_config('surge.app_password', $1, false)", [appPassword]);
    await runInitSql(client, join(stackFolder, "init.sql"));
  } finally {
    await client.end();
  }
  return rows[0]?.server_version.split(" ")[0] ?? "?";
}

async function runInitSql(client: pg.Client, file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  try {
    await client.query(text);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const line = text.slice(0, Number(error.position ?? 1) - 1).split("\n").length;
    throw stackError("init-sql", { place: `${file}:${line}`, message: `${error.code} ${error.message}` });
  }
}

function connect(password: string, port: number, database: string): Promise<pg.Client> {
  return connected(
    new pg.Client({
      host: "127.0.0.1",
      port,
      user: "surge_admin",
      password,
      database,
      ssl: false,
      application_name: "surge-lab start",
      connectionTimeoutMillis: 5_000,
    }),
  );
}
