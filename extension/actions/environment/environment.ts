import * as z from "zod";
import type { Language } from "../../common/language.ts";
import type { DetailsBlock } from "../../drawing/blocks.ts";
import { machine } from "../../load/machine.ts";
import { apps } from "../../stack/apps.ts";
import {
  type AppName,
  appNames,
  durabilities,
  engineNames,
  extraNames,
  type Stack,
  type Versions,
} from "../../stack/stack.ts";
import { amount, count } from "../result-parts.ts";
import { serverNames } from "../service-names.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** How fast the machine and its servers are with next to nothing to do, per second. */
export const calibration = z.object({
  /** Hits that the app answers without doing anything; not known of an app that has no such answer. */
  empty: amount.exactOptional(),
  /** Transactions that PostgreSQL flushes, one after the other. */
  flush: amount,
  incr: amount,
  /** Hits that the load generator sends to a server that only answers. */
  generator: amount,
  /** What it took to measure all that, milliseconds. */
  ms: amount,
});
export type Calibration = z.infer<typeof calibration>;

/** The machine and the servers that a result was measured on. */
export const environment = z.object({
  engine: z.enum(engineNames),
  postgres: z.string(),
  redis: z.string(),
  /** Whichever the start has added, each with its version. */
  pgbouncer: z.string().optional(),
  rabbitmq: z.string().optional(),
  kafka: z.string().optional(),
  /** What runs the app: "Node 24.21.0", "Python 3.13.2". */
  runtime: z.string(),
  platform: z.string(),
  cores: count,
  memoryBytes: count,
  /** How Redis kept its data; left out where the lab did not start it. */
  durability: z.enum(durabilities).optional(),
  /** The sizes that the start has set; the others were the usual ones. */
  maxConnections: count.exactOptional(),
  pool: count.exactOptional(),
  processes: count.exactOptional(),
  /** Measured once in the life of a lab, at its first start; what came later has it not. */
  calibration: calibration.exactOptional(),
});
export type Environment = z.infer<typeof environment>;

export function environmentOf(stack: Stack): Environment {
  const { engine, versions, durability, composition } = stack;
  const { maxConnections, pool, processes } = composition;
  return {
    engine,
    ...versions,
    ...machine(),
    ...(durability && { durability }),
    ...(maxConnections !== undefined && { maxConnections }),
    ...(pool !== undefined && { pool }),
    ...(processes !== undefined && { processes }),
  };
}

/** The app, by its runtime. */
export function appIn({ runtime }: Pick<Environment, "runtime">): AppName {
  return appNames.find((name) => runtime.startsWith(apps[name].runtime)) ?? "node";
}

type Items = DetailsBlock["items"];

/** Folded, between what else a result has to tell of itself. */
export function environmentDetails(
  environment: Environment,
  language: Language,
  { before = [], after = [] }: { readonly before?: Items; readonly after?: Items },
): DetailsBlock {
  const { summary } = { en, ru }[language];
  return { kind: "details", summary, items: [...before, ...machineItems(environment, language), ...after] };
}

export function machineItems(environment: Environment, language: Language): Items {
  const words = { en, ru }[language];
  const { engine, postgres, redis, runtime, platform, cores, memoryBytes } = environment;
  const { maxConnections, pool, processes } = environment;
  return [
    [words.engine, engine],
    ["PostgreSQL", postgres],
    ["Redis", redis],
    ...extrasOf(environment),
    ...(maxConnections === undefined ? [] : [["max_connections", String(maxConnections)] as const]),
    [words.runtime, runtime],
    ...(pool === undefined ? [] : [[words.pool, String(pool)] as const]),
    ...(processes === undefined ? [] : [[words.processes, String(processes)] as const]),
    [words.platform, platform],
    [words.cores, String(cores)],
    [words.memory, words.memoryOf(memoryBytes)],
    ...(environment.calibration ? [[words.speed, words.speeds(environment.calibration)] as const] : []),
  ];
}

/** The servers that the start has added to PostgreSQL and Redis, each with its version. */
export function extrasOf(versions: Versions): (readonly [name: string, version: string])[] {
  return extraNames.flatMap((extra) => {
    const version = versions[extra];
    return version === undefined ? [] : [[serverNames[extra], version] as const];
  });
}
