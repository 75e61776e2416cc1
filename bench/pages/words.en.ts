import { formatNumber, plural } from "../../extension/common/language.ts";
import type { RatioName } from "../part.ts";

const count = (text: string) => formatNumber(Number(text), "en");

const ratios: Readonly<Record<RatioName, (of: string) => string>> = {
  "accepting-of-empty": (of) => `hits/s that \`${of}\` accepts, of those of a handler that does nothing`,
  "accepting-of-python": (of) => `hits/s that \`${of}\` accepts, of those of the same strategy in Python`,
  "accepting-of-class": (of) =>
    `hits/s that \`${of}\` accepts, of those of the class's own FastAPI app with Redis`,
  "generator-of-autocannon": () => "processor time of the lab's load per hit, of plain autocannon's",
  "least-of-autocannon": () =>
    "processor time of the least that a client on Node can do per hit, of plain autocannon's",
  "load-of-wrk": (of) => `hits/s that the lab's load measures, of what \`wrk\` does: \`${of}\``,
  "least-of-wrk": (of) => `hits/s that the least client on Node measures, of what \`wrk\` does: \`${of}\``,
  "many-connections": (of) => `hits/s at 200 connections, of those at 50: \`${of}\``,
  "many-connections-by-wrk": (of) =>
    `hits/s at 200 connections, of those at 50, as \`wrk\` measures them: \`${of}\``,
  "draining-of-copy": (of) => `\`stream\` into PostgreSQL, ${count(of)} hits, of \`COPY\` of the same rows`,
  "statements-of-copy": () => "the statements of `stream` alone, without Redis and the app, of `COPY`",
  "app-of-statements": (of) => `\`${of}\`: hits/s of the app, of the same statements without it`,
  "first-start": () => "the very first start of the servers, of 1.5 s",
  "later-start": () => "every other start of the servers, of 1.5 s",
};

export const en = {
  ratios,
  /** Of processes and of the steps of a start. */
  parts: {
    app: "app",
    generator: "load",
    postgres: "PostgreSQL",
    redis: "Redis",
    PGDATA: "data folder",
    "init.sql": "tables",
  } as Readonly<Record<string, string>>,
  /** Of the sides of a table. */
  rows: {
    ours: "the lab's load",
    least: "the least client on Node",
    "ten million hits": "10,000,000 hits",
    "the app": "the app",
    statements: "statements alone",
    "Python, empty": "app in Python, doing nothing",
    "Python, buffered": "app in Python, `buffered`",
    handout: "the class's handout",
    empty: "a handler that does nothing",
    "first start": "the very first start",
    start: "every other start",
    "parse and print a notebook of 1 MB": "a notebook of 1 MB, read and written",
    window: "window",
    "extension host": "extension host",
    "100,000 hits": "a load of 100,000 hits over two minutes",
    activation: "what `activate()` reads",
    "extension.js": "`extension.js` with all of its parts",
    VSIX: "VSIX",
  } as Readonly<Record<string, string>>,
  columns: {
    "hits/s": "hits/s",
    "p99 ms": "p99, ms",
    "generator µs": "load, µs per hit",
    "generator cores": "load, cores",
    "app µs": "app, µs per hit",
    "postgres µs": "PostgreSQL, µs per hit",
    "redis µs": "Redis, µs per hit",
    seconds: "seconds",
    total: "total, ms",
    parse: "read, ms",
    print: "written, ms",
    PGDATA: "data folder, ms",
    postgres: "PostgreSQL, ms",
    redis: "Redis, ms",
    "init.sql": "tables, ms",
    app: "app, ms",
    activate: "`activate()`, ms",
    "start to progress": "Run to first progress, `start:`, ms",
    "load to progress": "Run to first progress, `load:`, ms",
    ms: "ms",
    MB: "MB",
    KB: "KB",
    minutes: "minutes",
    updates: "updates",
    "heap MB at first": "heap at first, MB",
    "heap MB at the end": "heap at the end, MB",
    "MB at first": "resident at first, MB",
    "MB at the end": "resident at the end, MB",
    "MB at most": "resident at most, MB",
  } as Readonly<Record<string, string>>,
  header: {
    ratio: "ratio",
    measured: "measured",
    spread: "spread over the rounds",
    goal: "goal",
    uses: "in use",
    strategy: "strategy",
    connections: (n: number) => `hits/s, ${n}`,
    latency: (n: number) => `p99 ms, ${n}`,
  },
  cores: (list: string) => `cores: ${list}`,
  ofTime: (list: string) => `of the time: ${list}`,
  notMeasured: "This was not measured: the machine lacked what it takes.",
  machine: (where: string, programs: string) => `Measured on ${where}. ${programs}.`,
  cpus: (processor: string, cores: number, GB: number) => `${processor}, ${cores} cores, ${GB} GB`,
  rounds: (date: string, rounds: number) =>
    `${date}, ${rounds === 1 ? "one round" : `medians of ${rounds} rounds`}`,
  others: (share: string, repeated: number, disturbed: number) =>
    `Other programs used at most ${share} of the machine in a round that counts; ${repeated} ${plural(repeated, "en", "measurement was", "measurements were")} repeated because of them, and ${disturbed} ${plural(disturbed, "en", "counts", "count")} all the same.`,
};
