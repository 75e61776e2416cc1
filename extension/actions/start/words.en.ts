import { numberWords } from "../number-words.ts";

const { n, many, time } = numberWords("en");
const connections = (count: number) => `${many(count, "connection", "connections")}`;

export const en = {
  about: "Starts PostgreSQL, Redis and the app, or finds them running.",
  parameters: {
    app: "What the app is written in: `node` (TypeScript, fastify; the default) or `fastapi` (Python, FastAPI and SQLAlchemy). Or the contract of an app of your own: its folder, its command, and how the lab sends hits to it and reads its counter.",
    with: "What stands in addition to PostgreSQL and Redis. `pgbouncer`: PgBouncer between the app and PostgreSQL, which lends connections for one transaction at a time. `rabbitmq`, `kafka`: message brokers, which the strategies of the same names need.",
    partitions:
      "With `kafka`: the number of partitions of its topic, and so of workers that can move hits at once.",
    maxConnections:
      "`max_connections` of PostgreSQL: 20 by default, of which 3 are reserved for superusers. With `attach` it is the server's own.",
    pool: "The size of the app's pool of connections. By default 10 in the app on Node; in the one in Python 15, SQLAlchemy's own default, and 10 for `pooled`. A strategy without a pool opens its connections all the same.",
    processes:
      "How many processes the app has behind its one port. Each has its own memory and its own pool; connections are handed to them in turn.",
    durability:
      "How Redis keeps its data: not at all, in occasional snapshots (`rdb`), or in a log of every write that reaches the disk once a second or on each write.",
  },
  calibrating: "Measuring how fast this machine is",
  values: {
    alreadyRunning: "True when the stack was running before the cell.",
    startedInMs: "How long the start took, milliseconds.",
    max: "`max_connections` of PostgreSQL.",
    reserved: "Connections that only superusers get.",
    pool: "The size of the app's pool of connections, in each of its processes.",
    pgbouncer: "How many connections to PostgreSQL PgBouncer opens at most, for all clients together.",
    processes: "How many processes the app has.",
    engine: "What runs the stack.",
    cores: "Processor cores of this machine.",
    strategies: "How many strategies the app has.",
  },
  durability: {
    none: "Redis keeps its data in memory only: when it dies, all of it is gone.",
    rdb: "Redis writes a snapshot from time to time: when it dies, everything since the last one is gone.",
    "aof-everysec":
      "Redis appends every write to a file, which reaches the disk once a second. Killing its process loses nothing that the system was given; a power failure can cost that second, which killing processes cannot show. On a disk that is behind, Redis holds writes back for up to 2 s, and they die with it.",
    "aof-always": "Redis appends every write to a file and answers when it is on the disk: safe, and slower.",
    theirs: "How Redis keeps its data is up to its administrator.",
  },
  ready: (ms: number) => `The stack is ready after ${time(ms)}.`,
  mistake: (place: string, message: string) =>
    `${place} cannot run: ${message}. Correct and save it: the app takes it up at once.`,
  startedAnew: (services: string) => `Did not answer and was started anew: ${services}.`,
  changedFiles: (files: string) => `The app was started anew, because its files have changed: ${files}.`,
  running: "The stack was running already.",
  servers: (engine: string, postgres: string, redis: string) =>
    `${engine}: PostgreSQL ${postgres}, Redis ${redis}`,
  app: (url: string) => `the app on ${url}`,
  connections: (max: number, reserved: number) =>
    `PostgreSQL accepts ${connections(max)}; ${n(reserved)} of them are reserved for superusers, so the app can have ${n(max - reserved)}.`,
  pool: (size: number) => `The app's pool opens at most ${n(size)}.`,
  pools: (processes: number, size: number) =>
    `Each of the app's ${n(processes)} processes has a pool of ${n(size)}, which makes ${n(processes * size)}.`,
  pgbouncer: (size: number) =>
    `The app's connections lead to PgBouncer, which opens at most ${n(size)} to PostgreSQL, lends each for one transaction at a time and lets the next client wait.`,
  pgbouncerHasFewer: (forApp: number) =>
    `PostgreSQL gives PgBouncer only ${n(forApp)} of them: it makes do with those, and under load none is left for SQL cells.`,
  tooMany: (forApp: number) =>
    `Beyond ${n(forApp)}, PostgreSQL refuses (53300), and the hits that were to use those connections fail.`,
  sharedConnections: (max: number, reserved: number) =>
    `PostgreSQL accepts ${connections(max)} from all its clients together; ${n(reserved)} of them are reserved.`,
  strategies: (count: number) =>
    `${many(count, "strategy", "strategies")}: what ${count === 1 ? "it" : "each"} does with a hit`,
  appLabel: "App",
  durabilityLabel: "Durability of Redis",
  startParts: "Where the start spent its time",
  startPart: (name: string, ms: number) => `${name} ${time(ms)}`,
  throughPgbouncer: (size: number) => ({
    question: "50 hits open a connection each, at the same time. How many does PostgreSQL see?",
    answer: `At most ${n(size)}. PgBouncer accepts all 50 and lends them its own connections to PostgreSQL, each for the length of one transaction; meanwhile the others wait, and none is refused. What it does not cure is the lost update: it changes who waits for a connection, not who reads an old value.`,
  }),
  oneMore: (forApp: number, max: number) => ({
    question: `The app may have ${n(forApp)} of ${n(max)} connections. How does PostgreSQL answer a request for one more?`,
    answer:
      "With an immediate refusal: SQLSTATE 53300, `too_many_connections`. It does not queue anyone. If clients should wait instead, the queue must be in front of PostgreSQL: a pool in the app lends its connections in turn.",
  }),
};
