import { setTimeout as sleep } from "node:timers/promises";
import { versionOfPgbouncer } from "../stack/connections/pgbouncer.ts";
import { close, connectToPostgres, isFull } from "../stack/connections/postgres.ts";
import { connectToRedis } from "../stack/connections/redis.ts";
import { stackGone } from "../stack/errors.ts";
import {
  type BrokerName,
  brokerNames,
  type Endpoints,
  type ServiceName,
  type Stack,
} from "../stack/stack.ts";
import { listStrategies } from "./app-client.ts";
import { answerOf } from "./app-request.ts";
import { brokerAnswers } from "./broker-answers.ts";
import { orAbort } from "./or-abort.ts";
import { ownAppAt } from "./own-app/own-apps.ts";

/** How long a server may take for the simplest answer there is. Milliseconds. */
const patience = 5_000;

type Question = (endpoints: Endpoints, signal: AbortSignal) => Promise<unknown>;

const questions: Readonly<Record<Exclude<ServiceName, BrokerName>, Question>> = {
  postgres: async ({ postgres, postgresCells }) => {
    await answers(postgres);
    // All connections that are not reserved may be taken, and that is no fault.
    if (postgresCells) {
      await answers(postgresCells).catch((error) => {
        if (!isFull(error)) throw error;
      });
    }
  },
  // Its own console: it is well also while PostgreSQL is not.
  pgbouncer: async ({ pgbouncer }) => pgbouncer && versionOfPgbouncer(pgbouncer),
  redis: async ({ redis }, signal) => {
    const client = await connectToRedis(redis, signal);
    const end = () => client.disconnect();
    signal.addEventListener("abort", end);
    await client.ping().finally(end);
  },
  app: async ({ app }, signal) => {
    const own = ownAppAt(app);
    if (!own) await listStrategies(app, signal);
    else if (!(await own.answers())) throw stackGone();
  },
};

async function answers(url: string): Promise<void> {
  const client = await connectToPostgres(url, "inspection", patience);
  await client.query("SELECT 1").finally(() => close(client));
}

/**
 * Whether an app that answers can do its work. Where the lab reaches all servers and the app does not, its connections
 * may be those of a network that was cut meanwhile: the system may hold on to them for minutes.
 */
async function reachesItsServers(app: string): Promise<boolean> {
  if (ownAppAt(app)) return true;
  const signal = AbortSignal.timeout(patience);
  for (; !signal.aborted; await sleep(200)) {
    const answer = await answerOf(app, "/health", { signal }).catch(() => undefined);
    if (answer && answer.status !== 503) return true;
  }
  return false;
}

/**
 * The servers that run and do not answer, or not to the lab; also the app, where it does not reach its servers any more.
 * Brokers that the lab has not started are not asked: they may want TLS first, and it could not start them anew.
 */
export async function failingServers({
  endpoints,
  down,
  engine,
}: Pick<Stack, "endpoints" | "down" | "engine">): Promise<ServiceName[]> {
  const late = AbortSignal.timeout(patience);
  const brokers = engine === "attach" ? [] : brokerNames;
  const all: readonly (readonly [string, Question])[] = [
    ...Object.entries(questions),
    ...brokers.flatMap((name) => {
      const { [name]: endpoint } = endpoints;
      const ask: Question = (_, signal) => brokerAnswers(name, endpoint ?? "", signal);
      return endpoint === undefined ? [] : [[name, ask] as const];
    }),
  ];
  const asked = all.map(async ([name, ask]) => {
    const service = name as ServiceName;
    if (down.includes(service)) return [];
    return orAbort(ask(endpoints, late), late).then(
      () => [],
      () => [service],
    );
  });
  const failing = (await Promise.all(asked)).flat();
  if (failing.length > 0 || down.length > 0 || (await reachesItsServers(endpoints.app))) return failing;
  return ["app"];
}
