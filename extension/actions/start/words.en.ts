import { numberWords } from "../number-words.ts";

const { n, many, time } = numberWords("en");
const connections = (count: number) => `${many(count, "connection", "connections")}`;

export const en = {
  about: "Starts PostgreSQL, Redis and the app, or finds them running.",
  parameters: {
    app: "What the app is written in: `node` (TypeScript, fastify), as it is when nothing is said, or `fastapi` (Python, FastAPI and SQLAlchemy).",
    with: "Message brokers beside Redis: `rabbitmq`, `kafka`. Their strategies need them.",
    partitions:
      "With `kafka`: into how many partitions its topic is divided. So many workers can move hits at once.",
    durability:
      "How Redis keeps its data: not at all, by snapshots now and then (`rdb`), or by a file of every write that reaches the disk once a second or at each write.",
  },
  values: {
    alreadyRunning: "True when the stack was running before the cell.",
    startedInMs: "How long the start took, milliseconds.",
    max: "`max_connections` of PostgreSQL.",
    reserved: "Connections that only superusers get.",
    engine: "What runs the stack.",
    cores: "Processor cores of this machine.",
    strategies: "How many strategies the app has.",
  },
  durability: {
    none: "Redis keeps its data in memory only: when it dies, all of it is gone.",
    rdb: "Redis writes a snapshot now and then: when it dies, what came after the last one is gone.",
    "aof-everysec":
      "Redis appends every write to a file, which reaches the disk once a second. Killing its process loses nothing that the system was given; a power failure can cost that second, which no lab on one machine can show. On a disk that is behind, Redis holds writes back for up to 2 s, and they die with it.",
    "aof-always": "Redis appends every write to a file and answers when it is on the disk: safe, and slower.",
    theirs: "How Redis keeps its data is up to whoever runs it.",
  },
  ready: (ms: number) => `The stack is ready after ${time(ms)}.`,
  running: "The stack was running already.",
  servers: (engine: string, postgres: string, redis: string) =>
    `${engine}: PostgreSQL ${postgres}, Redis ${redis}`,
  app: (url: string) => `the app on ${url}`,
  connections: (max: number, reserved: number) =>
    `PostgreSQL takes ${connections(max)}; ${n(reserved)} of them are reserved for superusers, so the app can have ${n(max - reserved)}.`,
  sharedConnections: (max: number, reserved: number) =>
    `PostgreSQL takes ${connections(max)} from all who use it; ${n(reserved)} of them are reserved.`,
  strategies: "Strategies",
  strategy: "Strategy",
  whatItDoes: "What it does with a hit",
  appLabel: "App",
  startParts: "Where the start spent its time",
  startPart: (name: string, ms: number) => `${name} ${time(ms)}`,
  oneMore: (forApp: number, max: number) => ({
    question: `The app may have ${n(forApp)} of ${n(max)} connections. What does PostgreSQL tell whoever asks for one more?`,
    answer:
      "No, and at once: SQLSTATE 53300, `too_many_connections`. It makes nobody wait. Where clients should wait instead, the line must be in front of PostgreSQL: a pool in the app lends its connections in turn.",
  }),
};
