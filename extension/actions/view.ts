import type { DetailsBlock, TableColumn } from "../drawing/blocks.ts";
import { brokerNames } from "../stack/stack.ts";
import type { Environment } from "./load/result.ts";
import type { Texts } from "./words.ts";

export const left = (label: string): TableColumn => ({ label, align: "left" });
export const right = (label: string): TableColumn => ({ label, align: "right" });
export const prose = (label: string): TableColumn => ({ label, align: "left", prose: true });

export function machineItems(environment: Environment, words: Texts): DetailsBlock["items"] {
  const { engine, postgres, redis, runtime, platform, cores, memoryBytes } = environment;
  return [
    [words.details.engine, engine],
    ["PostgreSQL", postgres],
    ["Redis", redis],
    ...brokersOf(environment, words),
    [words.details.runtime, runtime],
    [words.details.platform, platform],
    [words.details.cores, String(cores)],
    [words.details.memory, words.details.memoryOf(memoryBytes)],
  ];
}

/** The brokers that there are, each with its version. */
export function brokersOf(
  environment: Environment,
  words: Texts,
): (readonly [name: string, version: string])[] {
  return brokerNames.flatMap((broker) => {
    const version = environment[broker];
    return version === undefined ? [] : [[words.brokers[broker], version] as const];
  });
}
