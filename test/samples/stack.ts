import type { Environment } from "../../extension/actions/environment/environment.ts";
import type { InspectResult } from "../../extension/actions/inspect/result.ts";
import type { PauseResult } from "../../extension/actions/pause/pause.ts";
import type { RecoverResult } from "../../extension/actions/recover/recover.ts";
import type { ResetResult } from "../../extension/actions/reset/reset.ts";
import type { StartResult } from "../../extension/actions/start/result.ts";
import type { StopResult } from "../../extension/actions/stop/stop.ts";
import { notVisible } from "../../extension/inspection/client-connections.ts";

export const environment: Environment = {
  engine: "embedded",
  postgres: "16.14",
  redis: "7.0.15",
  runtime: "Node 24.21.0",
  platform: "linux x64",
  cores: 2,
  memoryBytes: 8 * 2 ** 30,
};

/** As the first start of a lab has it. */
export const calibration = { empty: 21_400, flush: 1_830, incr: 310_000, generator: 54_500, ms: 940 };

export const start: StartResult = {
  action: "start",
  environment: { ...environment, calibration },
  appUrl: "http://127.0.0.1:41873",
  alreadyRunning: false,
  durability: "aof-everysec",
  startedInMs: 2340,
  startParts: [
    { name: "PGDATA", ms: 510 },
    { name: "postgres", ms: 80 },
    { name: "redis", ms: 30 },
    { name: "app", ms: 420 },
  ],
  processes: 1,
  connections: { max: 20, reserved: 3, pool: 10 },
  strategies: [
    {
      name: "naive",
      about: {
        en: "A connection for each hit; reads the counter, adds one, writes it back.",
        ru: "Соединение на каждый запрос; читает счётчик, прибавляет единицу, пишет обратно.",
      },
    },
    {
      name: "atomic",
      about: { en: "A pool, and one UPDATE that adds one.", ru: "Пул и один UPDATE, прибавляющий единицу." },
    },
  ],
};

export const startAttached: StartResult = {
  ...start,
  environment: { ...environment, engine: "attach" },
  durability: null,
  startParts: [
    { name: "schema", ms: 40 },
    { name: "app", ms: 520 },
  ],
  connections: { max: 100, reserved: 3, pool: 10 },
};

/** Pools that are larger together than what PostgreSQL gives the app. */
export const startLarge: StartResult = {
  ...start,
  environment: { ...environment, maxConnections: 50, pool: 30, processes: 2 },
  processes: 2,
  connections: { max: 50, reserved: 3, pool: 30 },
};

/** With PgBouncer between the app and PostgreSQL. */
export const startWithPgbouncer: StartResult = {
  ...start,
  environment: { ...environment, pgbouncer: "1.18.0" },
  connections: { max: 20, reserved: 3, pool: 50, pgbouncer: 10 },
};

export const inspect: InspectResult = {
  action: "inspect",
  attached: false,
  counters: [
    { strategy: "naive", stored: 81, pending: 0 },
    { strategy: "batched", stored: 1000, pending: 0 },
  ],
  connections: {
    max: 20,
    reserved: 3,
    byState: [
      { role: "surge_app", state: "active", count: 2 },
      { role: "surge_app", state: "idle", count: 5 },
      { role: "surge_admin", state: "active", count: 1 },
    ],
  },
  log: [
    {
      service: "postgres",
      text: "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
      times: 473,
    },
  ],
};

/** The same on a server that others use, too, seen by a plain role. */
export const inspectAttached: InspectResult = {
  ...inspect,
  attached: true,
  connections: {
    max: 100,
    reserved: 3,
    byState: [
      { role: "student", state: "idle", count: 2 },
      { role: "other", state: notVisible, count: 7 },
    ],
  },
  log: [],
};

export const pause: PauseResult = {
  action: "pause",
  service: "app",
  ms: 1000,
  frozenMs: 1004,
  slowestMs: 1003,
};

export const recover: RecoverResult = { action: "recover", recovered: ["redis"], durationMs: 412 };

export const reset: ResetResult = {
  action: "reset",
  counters: [{ strategy: "naive", stored: 0, pending: 0 }],
  forgottenRuns: 4,
};

export const stop: StopResult = { action: "stop", engine: "embedded" };

export const stopAttached: StopResult = { action: "stop", engine: "attach" };
