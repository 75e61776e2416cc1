import { formatRate } from "../../drawing/format.ts";
import { rankableSeconds } from "../../ledger/long-enough.ts";
import type { GeneratorShare } from "../../load/load.ts";
import { numberWords } from "../number-words.ts";

const { n, many, time, percent } = numberWords("en");

export const en = {
  about:
    "Sends hits to a strategy from many connections at once and compares the answers with what is stored.",
  parameters: {
    requests: "How many hits to send in all: 1,000 when neither this nor `duration` is given.",
    duration: `How long to send hits, in seconds, instead of a number of \`requests\`. To compare speeds, take at least ${rankableSeconds}.`,
    connections:
      "How many connections send hits at once. Each sends its next hit when the last one was answered. With `rate` it is the most hits in flight.",
    rate: "An open loop: so many hits per second, each sent at its time whether or not earlier ones were answered. Latency counts from that time. Needs `duration` or `requests`.",
    pause: {
      about:
        "Freezes a server in the middle of the load, the app if none is named: `pause: { after: 2, ms: 1000 }`. What a closed loop makes of that and what an open one does differ much: `compare` shows it.",
      service: "The server that freezes; the app where none is named.",
      after: "How many seconds into the load it freezes.",
    },
    timeout:
      "How many seconds to wait for an answer. A hit without one is `unknown`: it may have been counted.",
    processEvery:
      "Move the buffer into PostgreSQL every so many milliseconds while hits arrive, as a worker in the background would.",
    by: "The generator that sends the hits: the lab's own, or `autocannon` as an independent second opinion on the same closed loop. autocannon gives hits no ids and sees only the status of an answer, so the count is judged by the counter, and every answer but 2xx is `unknown`.",
    trace:
      "Have the servers record every hit, so that `explain` can say what became of each: for a number of `requests`, up to 20,000. A traced run is slower and does not rank.",
    retry: {
      about:
        "Clients try again when a hit was refused or got no clear answer: `retry: { times: 3, sameId: true, backoff: 100, jitter: true }`. Then `requests` counts what clients want to happen once, each in one or more attempts, and the result says how often each of them is stored.",
      times: "How often a client tries again at most.",
      sameId:
        "true: every attempt carries the id of the first one, so that a strategy can recognise it. false: each has a new id.",
      backoff: "Milliseconds before the first retry; each further one waits twice as long. 0: at once.",
      jitter:
        "Each client waits a random part of that time, so that clients that failed together do not come back together.",
    },
    fault: {
      about: "Kill a server in the middle of the load and bring it back.",
      kill: "The server that is killed, or `worker`: one of those that `worker:` has started.",
      signal: "SIGKILL is a crash; SIGTERM asks for an orderly end (for PostgreSQL, its fast shutdown).",
      after: "Seconds from the first hit to the kill.",
      recover: "After so many seconds it is started again; `never`: only when the count needs it.",
    },
  },
  refused: {
    both: "Give either `requests` or `duration`, not both.",
    connections: "`connections` must not exceed `requests`: the rest would have nothing to send.",
    endless: "`rate` says how fast hits are sent, but not how long.",
    tooLong: (seconds: number) =>
      `At this \`rate\` so many \`requests\` take longer than ${seconds} s, the most that a load may last.`,
    rateByAutocannon: "autocannon sends a closed loop only: a `rate` needs the lab's own generator.",
    traceOfMany: (most: number) =>
      `A trace is for a number of \`requests\`, at most ${n(most)}, and for a closed loop: without \`duration\` and \`rate\`.`,
    traceByAutocannon: "autocannon gives hits no ids: a trace needs the lab's own generator.",
    retryByAutocannon: "autocannon never tries again: `retry` needs the lab's own generator.",
    retryTraced: "A trace follows hits that are sent once: use `retry` or `trace`.",
    longWait: (seconds: number) =>
      `With so many \`times\` the last wait would be longer than ${seconds} s: it doubles each time.`,
    jitterOfNothing: "`jitter` is a part of the wait: it needs a `backoff`.",
    pauseAfterEnd: "By then the load is over, and nothing would be frozen.",
  },
  values: {
    tooManyConnections:
      "Hits that PostgreSQL refused because no connection was free (SQLSTATE 53300). Other codes likewise.",
    requestsPerSecond: "Acknowledged hits per second.",
    durationMs: "How long the load lasted, milliseconds.",
    p50: "Half of the answers came within so many milliseconds.",
    p90: "Nine in ten answers came within so many milliseconds.",
    p99: "99 in 100 answers came within so many milliseconds.",
    max: "The slowest answer, milliseconds.",
    sentPerSecond: "Hits that left per second, when there was a `rate`.",
    waited: "Hits that found no free connection when they were due, when there was a `rate`.",
    serviceP99:
      "The same for 99 in 100 answers, counted from when the hit really left, when there was a `rate`.",
    processCalls: "How often the buffer was processed while the load ran.",
    limitedBy: "What limited the run, as a word: `row-lock`, `app-thread`, `other-programs` and so on.",
    meanMs: "The mean latency of the acknowledged hits, milliseconds, in a run whose time was measured.",
    intents: "What clients wanted to happen once, when they tried again (`retry`).",
    stored0: "Of these, how many are stored not at all, when they tried again (`retry`) and hits have names.",
    stored1: "Of these, how many are stored once.",
    storedMore: "Of these, how many are stored twice or more often.",
    byName: "True when each hit was looked up by its id, false when only a counter was there to judge by.",
  },
  sending: "Sending hits",

  olderCode: (files: string) =>
    `This is not the code that is saved now: ${files} changed after the app was started. Stop the stack and start it to run the new code.`,
  nowhere: (own: string) =>
    `Not one of them was counted. An UPDATE whose WHERE finds no row changes nothing and raises no error: which row does the code of “${own}” name?`,
  thrown: (exception: string, hits: number, all: number) =>
    `${exception}: thrown in ${n(hits)} of ${many(all, "hit", "hits")}.`,
  /** Each with the reason, which is a sentence or two of its own. */
  besideFailed: {
    process: (reason: string) => `A call of \`process\` during the load failed. ${reason}`,
    pause: (reason: string) => `The server could not be frozen and released as planned. ${reason}`,
    fault: (reason: string) => `The server could not be killed and brought back as planned. ${reason}`,
  },
  /** What clients wanted to happen once; each attempt is a hit of its own in the account. */
  intents: (intents: number, attempts: number) =>
    `Clients had ${many(intents, "hit", "hits")} to send and made ${many(attempts, "attempt", "attempts")}`,
  intentsStored: (stored1: number, storedMore: number, stored0: number) =>
    [
      storedMore > 0 ? `${n(storedMore)} are stored twice or more` : "none is stored twice",
      `${n(stored1)} once`,
      ...(stored0 > 0 ? [`${n(stored0)} not at all`] : []),
    ].join(", "),
  intentsByCounter: "a bare counter cannot say how often each of them was counted",
  intentsGivenUp: (givenUp: number) =>
    `${many(givenUp, "client gave up", "clients gave up")} without an “OK”.`,
  eachAttempt: "each attempt as a hit of its own:",
  rate: (perSecond: number) => `${formatRate(perSecond, "en")} ok/s`,
  latency: (percentile: string, ms: string) => `${percentile} ${ms} ms`,
  closedLoop: (connections: number, ms: number) =>
    `closed loop, ${many(connections, "connection", "connections")}, ${time(ms)}`,
  openLoop: (rate: number, sent: number, connections: number, ms: number) =>
    `open loop, ${n(rate)}/s asked, ${formatRate(sent, "en")}/s sent, at most ${n(connections)} in flight, ${time(ms)}`,
  byAutocannon: "sent by autocannon",
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
  generatorLimited:
    "The load generator itself was the limit of this run: a faster strategy would show no more.",
  byHand: "same load by hand:",
  notByHand:
    "ab cannot send this load by hand: it is a closed loop, and waits for an answer before the next hit.",
  notRetriedByHand: "ab cannot send this load by hand: it does not try again.",
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

  details: {
    run: "Run",
    strategy: "Strategy",
    model: "Load model",
    models: {
      "closed-loop":
        "closed loop: each connection sends its next hit when the last one was answered; latencies are not corrected",
      "open-loop":
        "open loop: each hit is sent when it is due, whether or not earlier ones were answered; latencies count from when it was due",
    },
    generator: "Load generator",
    sentBy: "autocannon, whose code shares nothing with the lab's own generator",
    generatorShare: ({ cpuShare, machineShare, busyShare }: GeneratorShare) =>
      `took ${percent(cpuShare)} of a core, ${percent(machineShare)} of the machine; had work ${percent(busyShare)} of the time`,
    judged: "Judged by",
    byName: "the names of the hits that are stored",
    byCounter: "a bare counter, which cannot see a loss that a duplicate cancels",
  },

  charts: {
    throughput: "Answers per second",
    throughputTable: "Answers per second, in numbers",
    outcomes: { ok: "acknowledged", failed: "refused", unknown: "unknown" },
    upTo: (rate: string) => `up to ${rate}/s`,
    seconds: "seconds since the start",
    perSecond: "answers/s",
    until: "Until, s",
    latency: "Latency of the answers",
    latencyTable: "Latency of the answers, in numbers",
    percentiles: { p50: "p50", p90: "p90", p99: "p99", max: "max" },
    guess: (what: string) => `your prediction: ${what}`,
    ms: (number: string) => `${number} ms`,
    between: (low: string, high: string) => `${low} … ${high}`,
    atTheEnd: "(known at the end of the run)",
    answers: "answers",
    upToMs: "Up to, ms",
    milliseconds: "milliseconds, log scale",
    percent: "% of answers",
  },
};
