// The HTTP API of the app: what each process of it does. server.ts starts it.
import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import fastify from "fastify";
import { pool, redis } from "./connections.ts";
import { storedBy } from "./counter-rows.ts";
import { health } from "./health.ts";
import { beginClock, clocked, endClock } from "./hit-clock.ts";
import { beginTrace, endTrace, traced } from "./hit-trace.ts";
import { askProcesses, processes, whenToldToStop } from "./processes.ts";
import { Refused, refusalOf } from "./refusal.ts";
import { addMissingRows, find, findRunning, list, prepare, Rejection, strategies } from "./running.ts";
import { buffersInMemory, isAvailable, type Strategy } from "./strategies.ts";
import { surviveExceptions } from "./watchdog.ts";

/** What a strategy is asked: in all processes where each has a buffer of its own, otherwise in this one. */
const inProcesses = askProcesses(
  {
    process: async (name: string) => {
      findRunning(name);
      return strategies.use(
        name,
        async ({ process: move }) => move && traced(`process-${randomUUID()}`, move),
      );
    },
    pending: async (name: string) => find(name).pending?.(),
    pendingIds: async (name: string) => find(name).pendingIds?.(),
    forget: async (name: string) => failureToForget(find(name)),
    list: async () => list(),
    sources: async () => {
      await strategies.refresh();
      await addMissingRows().catch(() => {});
      return strategies.sources;
    },
    answer: async () => true,
    beginTrace: async () => beginTrace(),
    endTrace: async () => endTrace(),
    beginClock: async () => beginClock(),
    endClock: async () => endClock(),
  },
  (name) => name === "" || buffersInMemory(find(name)),
);

// Every request gets an answer within 5 s, even if a database server hangs.
const app = fastify({ handlerTimeout: 5_000, return503OnClosing: false });

// A hit needs no body. If the client sends one anyway (curl -d, ab -p), it is read and ignored.
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: 65_536 }, (_request, _body, done) =>
  done(null),
);

interface OfStrategy {
  Params: { strategy: string };
}

app.post<OfStrategy>("/:strategy/hit", async (request) => {
  const { strategy: name } = request.params;
  findRunning(name);
  const header = request.headers["x-hit-id"];
  const id = typeof header === "string" && header !== "" ? header : randomUUID();
  await strategies.use(name, (strategy) => clocked(() => traced(id, () => strategy.hit(id))));
  return { ok: true };
});

app.post<OfStrategy>("/:strategy/process", async (request) => {
  const { strategy: name } = request.params;
  const strategy = findRunning(name);
  if (!strategy.process) {
    // Not "processed: 0": that would look like a buffer that happens to be empty.
    const message = strategy.pending
      ? `The strategy "${name}" empties its buffer by itself.`
      : `The strategy "${name}" stores every hit at once. It has no buffer to process.`;
    throw new Rejection(409, "no-process", message);
  }
  return { processed: sum(await inProcesses("process", name)) };
});

app.get<OfStrategy>("/:strategy/counter", async (request) => {
  const { strategy: name } = request.params;
  const strategy = find(name);
  const stored = await storedBy(name, strategy);
  const pending = strategy.pending ? sum(await inProcesses("pending", name)) : 0;
  return { stored, pending };
});

// A buffer may hold many ids, and reading them all may take longer than the 5 s that a hit has.
app.get<OfStrategy>("/:strategy/pending-ids", { handlerTimeout: 60_000 }, async (request) => {
  const [ids = [], ...others] = await inProcesses("pendingIds", request.params.strategy);
  return others.length === 0 ? ids : [ids, ...others].flat();
});

app.post("/trace/begin", async () => {
  await inProcesses("beginTrace");
  return { ok: true };
});

app.post("/trace/end", async () => (await inProcesses("endTrace")).flat());

app.post("/clock/begin", async () => inProcesses("beginClock"));

app.post("/clock/end", async () => inProcesses("endClock"));

app.post("/forget", async () => {
  const able = [...strategies.all].filter(([, strategy]) => strategy.forget && isAvailable(strategy));
  const asked = able.map(async ([name]) => {
    const failures = await inProcesses("forget", name);
    return [name, failures.find((failure) => typeof failure === "string")] as const;
  });
  const failed = (await Promise.all(asked)).filter(([, failure]) => failure !== undefined);
  return { ok: true, failed: Object.fromEntries(failed) };
});

// All processes have the same strategies. The answer of all shows that none of them hangs.
app.get("/strategies", async () => (await inProcesses("list"))[0]);

/** The texts that run, once what has been saved is taken up: one list for each process. */
app.get("/sources", async () => inProcesses("sources"));

/** What the app was started with. */
app.get("/settings", async () => ({ pool: pool.options.max, processes }));

app.get("/health", async (_request, reply) => {
  const { healthy, ...states } = await health(inProcesses("answer"));
  return reply.code(healthy ? 200 : 503).send(states);
});

app.setNotFoundHandler((request) => {
  throw new Rejection(404, "not-found", `There is no ${request.method} ${request.url}.`);
});

app.setErrorHandler((error, _request, reply) => {
  if (error instanceof Rejection) {
    const { status, code, message, thrown } = error;
    return reply.code(status).send({ code, message, outcome: "failed", thrown });
  }
  // Requests that fastify itself rejects, such as one with too large a body, never reach a strategy.
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 503;
  const refusal = refusalOf(error);
  if (status < 500) return reply.code(status).send({ ...refusal, outcome: "failed" });
  if (refusal.code === "bug" && !(error instanceof Refused)) console.error(error);
  return reply.code(503).send(refusal);
});

/** Of several processes; what the only one says is passed on as it is. */
function sum([first, ...others]: readonly (number | undefined)[]): number | undefined {
  return others.reduce<number | undefined>((total, each) => Number(total) + Number(each), first);
}

/** Why a strategy has not emptied its buffer; undefined if it has. One that never answers does not keep the others from it. */
async function failureToForget(strategy: Strategy): Promise<string | undefined> {
  const forget = async () => strategy.forget?.();
  const done = forget().then(
    () => undefined,
    (error: unknown) => {
      const { thrown, message } = refusalOf(error);
      return thrown ?? message;
    },
  );
  return Promise.race([done, sleep(3_000, "no answer within 3 s", { ref: false })]);
}

let stopping = false;
// While the app stops, tell clients to close their connections: open ones would keep the app running.
app.addHook("onSend", (_request, reply, _body, done) => {
  if (stopping) reply.header("connection", "close");
  done();
});

/** Answers the accepted requests, then closes all connections. After `patienceMs` the app exits in any case. */
async function stop(patienceMs: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), patienceMs).unref();
  await app.close();
  await strategies.closeAll();
  await pool.end();
  redis.disconnect();
  process.exit(0);
}

whenToldToStop(stop);

try {
  // Redis may be unavailable: then only the strategies that need it refuse their hits.
  for (let waited = 0; redis.status !== "ready" && waited < 2_000; waited += 5) await sleep(5);
  await prepare();
  await app.listen({ host: process.env.HOST ?? "127.0.0.1", port: Number(process.env.PORT ?? 8_000) });
  surviveExceptions((error) => strategies.blame(error));
  const [address] = app.addresses();
  if (cluster.isPrimary && typeof address === "object")
    console.log(JSON.stringify({ listening: address.port }));
} catch (error) {
  const { code, message } = refusalOf(error);
  console.error(`The app cannot start (${code}): ${message}`);
  process.exit(1);
}
