import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownAppSubject } from "../../extension/actions/check/own-app-subject.ts";
import type { CheckResult, DemandName } from "../../extension/actions/check/result.ts";
import type { StrategyExercise } from "../../extension/actions/exercises/exercise-name.ts";
import { copyStack } from "./copy-stack.ts";
import { tryDemands } from "./exercise.ts";
import { openLab } from "./lab.ts";

/** What an app of one's own does; each part is a function's body, with `pool` and `redis` around it. */
export interface OwnAppParts {
  /** Creates more tables. */
  readonly setup?: string;
  /** Has the `id` of the hit. */
  readonly hit: string;
  /** What `POST /process` does. */
  readonly work?: string;
}

/** The contract of such an app, but for where it is. */
const contract = {
  process: "POST /process",
  stored: "{ sql: SELECT value FROM counter WHERE id = 1 }",
  pending: "{ redis: GET pending_hits }",
  reset: "{ sql: UPDATE counter SET value = 0 }",
};
export type OwnContract = Partial<Record<keyof typeof contract | "ids", string | undefined>>;

const appOf = ({ setup = "", hit, work = "" }: OwnAppParts) => `import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8, connectionTimeoutMillis: 2000 });
pool.on("error", () => undefined);
const redis = new Redis(process.env.REDIS_URL ?? "", { maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false });
redis.on("error", () => undefined);
await pool.query("CREATE TABLE IF NOT EXISTS counter (id integer PRIMARY KEY, value integer NOT NULL)");
await pool.query("INSERT INTO counter VALUES (1, 0) ON CONFLICT DO NOTHING");
const inTransaction = async (work: (client: pg.PoolClient) => Promise<void>) => {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
};
${setup}
async function hit(id: string): Promise<unknown> { ${hit} }
async function work(): Promise<unknown> { ${work} }
createServer(async (request, response) => {
  try {
    const answer = request.url === "/process" ? await work() : await hit(String(request.headers["x-hit-id"]));
    response.end(JSON.stringify(answer ?? {}));
  } catch (error) {
    response.writeHead(503).end(String(error));
  }
}).listen(Number(process.env.PORT), "127.0.0.1");
`;

/** A lab folder with one app of one's own after another. */
export async function openOwnExercises() {
  const folder = await mkdtemp(join(tmpdir(), "surge-test-"));
  await copyStack(join(folder, "lab-stack"));
  const { lab, session, run } = openLab(join(folder, "lab-stack"));
  const write = async (text: string) => {
    await mkdir(join(folder, "mine"), { recursive: true });
    await writeFile(join(folder, "mine", "server.ts"), text);
  };
  const start = (changes: OwnContract = {}) => {
    const keys = Object.entries({ ...contract, ...changes }).flatMap(([key, value]) =>
      value === undefined ? [] : [`    ${key}: ${value}\n`],
    );
    return run(
      `start:\n  app:\n    folder: ./mine\n    command: node server.ts\n    hit: POST /hit\n${keys.join("")}`,
    );
  };
  /** This app under this contract from now on. */
  const use = async (parts: OwnAppParts, changes?: OwnContract) => {
    await write(appOf(parts));
    await start(changes);
  };
  const check = async (exercise: StrategyExercise): Promise<CheckResult> => {
    const result = await run(`check: { exercise: ${exercise}, seed: 7 }`);
    if (result.action !== "check") throw new Error(`a ${result.action}`);
    return result;
  };
  const demands = async (exercise: StrategyExercise, names: readonly DemandName[]) => {
    const own = session.stack?.composition.own;
    if (!own) throw new Error("No app of one's own runs.");
    await using subject = await ownAppSubject(lab, exercise, own, "mine/");
    return await tryDemands(lab, subject, names);
  };
  return {
    folder,
    session,
    run,
    use,
    start,
    write,
    check,
    demands,
    async [Symbol.asyncDispose]() {
      await session.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
