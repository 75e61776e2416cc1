import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type BrokerName, brokerNames } from "../../stack.ts";
import type { EngineContext } from "../engine.ts";
import type { BrokerOptions, RunningExtra } from "./broker.ts";
import { startKafka } from "./kafka.ts";
import { startRabbitmq } from "./rabbitmq.ts";

/** How each broker is started. */
const starters: Readonly<Record<BrokerName, (options: BrokerOptions) => Promise<RunningExtra>>> = {
  rabbitmq: startRabbitmq,
  kafka: startKafka,
};

interface BrokersOptions extends Omit<BrokerOptions, "home"> {
  readonly composition: EngineContext["composition"];
  readonly runFolder: string;
  readonly timed: <T>(name: string, part: () => Promise<T>) => Promise<T>;
}

/** All brokers of a composition, at the same time. */
export async function startBrokers(
  options: BrokersOptions,
): Promise<Partial<Record<BrokerName, RunningExtra>>> {
  const { composition, runFolder, timed } = options;
  const wanted = brokerNames.filter((name) => composition.with.includes(name));
  const starting = wanted.map(async (name) => {
    const home = join(runFolder, name);
    await mkdir(home, { mode: 0o700 });
    return [name, await timed(name, () => starters[name]({ ...options, home }))] as const;
  });
  const results = await Promise.allSettled(starting);
  const failed = results.find((result) => result.status === "rejected");
  // When one fails, the others must have come to rest before their folders can be removed.
  if (failed) throw failed.reason;
  return Object.fromEntries(await Promise.all(starting));
}
