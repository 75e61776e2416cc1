import { formatNumber } from "../common/language.ts";
import { formatDuration, formatMemory, formatRate } from "../drawing/format.ts";
import { charts } from "./charts.en.ts";
import { questions } from "./questions.en.ts";
import { verdict } from "./verdict/words.en.ts";

const n = (value: number) => formatNumber(value, "en");
const time = (ms: number) => formatDuration(ms, "en");
const many = (count: number, one: string, other: string) => `${n(count)} ${count === 1 ? one : other}`;

/** Every text that is not data. The Russian catalogue must have the same keys. */
export const en = {
  verdict,
  charts,
  questions,

  elsewhere: (count: number, other: string, own: string) =>
    `${many(count, "hit was", "hits were")} counted for “${other}” meanwhile: does the code of “${own}” still name “${other}”?`,

  nowhere: (own: string) =>
    `Not one of them was counted. An UPDATE whose WHERE finds no row changes nothing and raises no error: which row does the code of “${own}” name?`,

  ledger: {
    attempted: (count: number) => `attempted ${n(count)}`,
    failed: (count: number) => `refused ${n(count)}`,
    unknown: (count: number) => `unknown ${n(count)}`,
    ok: (count: number) => `acknowledged ${n(count)}`,
    stored: (count: number) => `stored ${n(count)}`,
    pending: (count: number) => `in the buffer ${n(count)}`,
    lost: (count: number) => `LOST ${n(count)}`,
    duplicated: (count: number) => `counted again +${n(count)}`,
    unexpected: (count: number) => `never acknowledged +${n(count)}`,
    recovered: (count: number) => `there all the same ${n(count)}`,
  },

  load: {
    mostly: (cause: string) => `mostly ${cause}`,
    rate: (perSecond: number) => `${formatRate(perSecond, "en")} ok/s`,
    latency: (percentile: string, ms: string) => `${percentile} ${ms} ms`,
    closedLoop: (connections: number, ms: number) =>
      `closed loop, ${many(connections, "connection", "connections")}, ${time(ms)}`,
    openLoop: (rate: number, sent: number, connections: number, ms: number) =>
      `open loop, ${n(rate)}/s asked, ${formatRate(sent, "en")}/s sent, at most ${n(connections)} in flight, ${time(ms)}`,
    fromSend: "counted from when a hit really left, not from when it was due:",
    waited: (count: number) => `${many(count, "hit", "hits")} waited in line`,
    machine: (engine: string, postgres: string, cores: number) =>
      `${engine}, PostgreSQL ${postgres}, ${many(cores, "core", "cores")}`,
    processing: (everyMs: number, calls: number) =>
      `process every ${time(everyMs)} (${many(calls, "call", "calls")})`,
    paused: (service: string, fromMs: number, untilMs: number) =>
      `${service} was frozen from ${time(fromMs)} to ${time(untilMs)} of the run.`,
    notPaused: "The load was over before the server was to be frozen, so it never was.",
    killed: (service: string, signal: string, killedMs: number, backMs: number) =>
      `${service} was killed (${signal}) ${time(killedMs)} into the run and answered again at ${time(backMs)}.`,
    backForTheCount: "It came back only for the count.",
    notKilled: "The load was over before the server was to be killed, so it never was.",
    killMark: (service: string) => `${service} killed`,
    backMark: (service: string) => `${service} back`,
    endedEarly: "For 3 s the app refused every connection, so the run was ended early.",
    byHand: "same load by hand:",
    notByHand:
      "ab cannot send this load by hand: it is a closed loop, and waits for an answer before the next hit.",
    failures: "Why hits were refused or got no clear answer",
    code: "Code",
    hits: "Hits",
    meaning: "What it means",
    progress: (attempted: number, elapsedMs: number) =>
      `${many(attempted, "hit", "hits")} so far, ${time(elapsedMs)} elapsed`,
    remaining: (ms: number) => `about ${time(ms)} to go`,
    now: (perSecond: number) => `now ${formatRate(perSecond, "en")} hits/s`,
    counts: (ok: number, failed: number, unknown: number) =>
      `${n(ok)} acknowledged, ${n(failed)} refused, ${n(unknown)} unknown`,
  },

  details: {
    summary: "Machine and versions",
    run: "Run",
    strategy: "Strategy",
    engine: "Engine",
    runtime: "The app runs on",
    platform: "Platform",
    cores: "Cores",
    memory: "Memory",
    memoryOf: (bytes: number) => formatMemory(bytes, "en"),
    model: "Load model",
    models: {
      "closed-loop":
        "closed loop: each connection sends its next hit when the last one was answered; latencies are not corrected",
      "open-loop":
        "open loop: each hit is sent when it is due, whether or not earlier ones were answered; latencies count from when it was due",
    },
    judged: "Judged by",
    byName: "the names of the hits that are stored",
    byCounter: "a bare counter, which cannot see a loss that a duplicate cancels",
    startParts: "Where the start spent its time",
    startPart: (name: string, ms: number) => `${name} ${time(ms)}`,
    app: "App",
  },

  prediction: {
    caption: "Your prediction",
    what: "What",
    guess: "You said",
    got: "Measured",
    right: "Well predicted.",
    surprise: "A surprise is worth more than a right guess: what explains the difference?",
    nothing: "no such value",
  },

  expectation: {
    held: (count: number) =>
      count === 1 ? "As this step expects." : `As this step expects (all ${n(count)} values).`,
    missed: (key: string, want: string, got: string) => `This step expects ${key} ${want}; measured: ${got}.`,
  },

  /** Keys of `predict` and `expect`, which are English in the notebook. */
  keys: {} as Readonly<Record<string, string>>,
  yes: "yes",
  no: "no",

  start: {
    durability: {
      none: "Redis keeps its data in memory only: when it dies, all of it is gone.",
      rdb: "Redis writes a snapshot now and then: when it dies, what came after the last one is gone.",
      "aof-everysec":
        "Redis appends every write to a file, which reaches the disk once a second. Killing its process loses nothing that the system was given; a power failure can cost that second, which no lab on one machine can show. On a disk that is behind, Redis holds writes back for up to 2 s, and they die with it.",
      "aof-always":
        "Redis appends every write to a file and answers when it is on the disk: safe, and slower.",
      theirs: "How Redis keeps its data is up to whoever runs it.",
    },
    ready: (ms: number) => `The stack is ready after ${time(ms)}.`,
    running: "The stack was running already.",
    servers: (engine: string, postgres: string, redis: string) =>
      `${engine}: PostgreSQL ${postgres}, Redis ${redis}`,
    app: (url: string) => `the app on ${url}`,
    connections: (max: number, reserved: number) =>
      `PostgreSQL takes ${many(max, "connection", "connections")}; ${n(reserved)} of them are reserved for superusers, so the app can have ${n(max - reserved)}.`,
    sharedConnections: (max: number, reserved: number) =>
      `PostgreSQL takes ${many(max, "connection", "connections")} from all who use it; ${n(reserved)} of them are reserved.`,
    strategies: "Strategies",
    strategy: "Strategy",
    about: "What it does with a hit",
  },

  process: {
    moved: (count: number, ms: number) =>
      `${many(count, "hit", "hits")} moved into PostgreSQL in ${time(ms)}.`,
    atOnce: (calls: number) => `${n(calls)} calls at once`,
    nothing: "There was nothing to move into PostgreSQL.",
    rate: (perSecond: number) => `${formatRate(perSecond, "en")} hits/s`,
    again: (run: number) => `run ${n(run)}, judged again now`,
    caption: "The counter and the buffer",
    when: "Moment",
    before: "before",
    after: "after",
    stored: "stored",
    pending: "in the buffer",
  },

  pause: {
    done: (ms: number) => `The app stood still, and runs again after ${time(ms)}.`,
    slowest: (ms: number) =>
      `The slowest request of that time got its answer after ${time(ms)}: late, but not refused.`,
  },

  inspect: {
    counters: "Counters",
    zero: (strategies: string) => `At zero: ${strategies}.`,
    allZero: "Every counter is at zero, and nothing is in a buffer.",
    strategy: "Strategy",
    stored: "Stored",
    pending: "In the buffer",
  },

  worker: {
    running: (workers: number, every: number, moved: number, pending: number) =>
      `${many(workers, "worker moves", "workers move")} the buffer every ${time(every * 1000)}; ${n(moved)} moved so far, ${n(pending)} still pending.`,
    none: (strategy: string, pending: number) =>
      `No worker runs for ${strategy}; ${n(pending)} pending in its buffer.`,
    caption: "The counter catches up",
    inNumbers: "How the counter catches up, in numbers",
    workers: "Workers since their start",
    number: "Worker",
    batches: "Batches",
    processed: "Hits moved",
    failed: "Failed",
    lastError: "Last error",
    state: "State",
    runs: "runs",
  },
  services: {
    postgres: "PostgreSQL",
    redis: "Redis",
    rabbitmq: "RabbitMQ",
    kafka: "Kafka",
    app: "The app",
    worker: "A worker",
  },
  brokers: { rabbitmq: "RabbitMQ", kafka: "Kafka" },
  /** Who stood still. */
  frozen: { postgres: "PostgreSQL", redis: "Redis", rabbitmq: "RabbitMQ", kafka: "Kafka", app: "The app" },
  reset: {
    done: (runs: number) =>
      `Every counter is zero and the buffer is empty${runs > 0 ? `; ${many(runs, "run is", "runs are")} forgotten` : ""}.`,
    notZero: "Not every counter is zero after the reset.",
  },

  stop: {
    stopped: (engine: string) => `The stack has stopped (${engine}).`,
    stays:
      "The servers run on, and what the lab made there stays: the schema surge_lab and the keys that begin with surge:. To remove it: Surge Lab: Remove the Lab from the Servers…, or --drop in the terminal.",
    nothing: "There was no stack to stop.",
  },
};

export type Texts = typeof en;
