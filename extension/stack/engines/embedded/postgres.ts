import { type ChildProcess, execFile } from "node:child_process";
import { chown, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { connected } from "../../connections/postgres.ts";
import { stackError } from "../../errors.ts";
import { withFreePort } from "../../free-port.ts";
import type { ServerProcess } from "../../server-process.ts";
import { makeCluster, postgresEndsWithin } from "./cluster.ts";
import { cleanEnvironment } from "./environment.ts";
import { type Processes, untilItAnswers } from "./processes.ts";
import { postgresUser, readableBinaries, type User } from "./unprivileged.ts";

interface PostgresOptions {
  readonly bin: string;
  readonly runFolder: string;
  readonly stackFolder: string;
  readonly storageFolder: string;
  /** The words of compose.yaml after `postgres`. */
  readonly settings: readonly string[];
  readonly adminPassword: string;
  readonly appPassword: string;
  readonly processes: Processes;
  readonly signal: AbortSignal;
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
  const { password, kept } = await options.timed("PGDATA", () =>
    makeCluster({ ...options, readableBin: bin, home, user }),
  );
  try {
    const { server, port, admin } = await options.timed("postgres", () =>
      withFreePort((free) => serve(options, bin, home, user, free, password)),
    );
    const version = await options.timed("init.sql", () => fill(options, admin, port));
    const again = async () => {
      // The process has ended, so it is disowned: another one may get its number.
      await rm(join(home, "data", "postmaster.pid"), { force: true });
      const life = await serve(options, bin, home, user, port, options.adminPassword);
      await life.admin.end();
      return life.server;
    };
    return { server, port, version, again };
  } finally {
    await kept;
  }
}

async function serve(
  { processes, settings }: PostgresOptions,
  bin: string,
  home: string,
  user: User | undefined,
  port: number,
  password: string,
): Promise<{ server: ServerProcess; port: number; admin: pg.Client }> {
  const data = join(home, "data");
  const own = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    // In its own folder: a segment of the system would outlive a server that is killed and not started again.
    "dynamic_shared_memory_type=mmap",
  ];
  const server = processes.start({
    service: "postgres",
    command: join(bin, "postgres"),
    args: ["-D", data, ...settings, ...own.flatMap((setting) => ["-c", setting])],
    cwd: home,
    env: cleanEnvironment({ LC_ALL: "C" }),
    user,
    end: (child) => endPostgres(child, bin, data),
    endsWithin: postgresEndsWithin,
  });
  const admin = await untilItAnswers(server, () => connect(password, port, "template1"));
  return { server, port, admin };
}

/** Immediate shutdown, because the data is not needed. SIGQUIT ends its backends and frees shared memory. */
function endPostgres(child: ChildProcess, bin: string, data: string): void {
  if (process.platform !== "win32") child.kill("SIGQUIT");
  else execFile(join(bin, "pg_ctl"), ["stop", "-m", "immediate", "-D", data], () => undefined);
}

const setPassword = `DO $$ BEGIN
  EXECUTE format('ALTER ROLE surge_admin PASSWORD %L', current_setting('surge.admin_password'));
END $$`;

/** @returns the version of the server */
async function fill(
  { adminPassword, appPassword, stackFolder }: PostgresOptions,
  admin: pg.Client,
  port: number,
): Promise<string> {
  // As a parameter, it stands in no log.
  await admin.query("SELECT set_config('surge.admin_password', $1, false)", [adminPassword]);
  await admin.query(setPassword);
  const { rows } = await admin.query<{ server_version: string }>("SHOW server_version");
  // Made by initdb: another one would be three hundred files more.
  await admin.query("ALTER DATABASE postgres RENAME TO surge");
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
