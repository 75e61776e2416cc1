import type { BrokerPrograms } from "../engines/engine.ts";
import { brokerNames, type StackOptions } from "../stack.ts";
import { programError } from "./errors.ts";
import { findKafka } from "./kafka.ts";
import { findRabbitmq } from "./rabbitmq.ts";

/**
 * The programs of the brokers that a start asks for. They are big, so none is ever fetched.
 * @throws LabError that says what to install: `broker-missing` and others; AbortError
 */
export async function findBrokers(
  { composition, signal }: Pick<StackOptions, "composition" | "signal">,
  env = process.env,
): Promise<BrokerPrograms> {
  let programs: BrokerPrograms = {};
  for (const broker of brokerNames.filter((name) => composition.with.includes(name))) {
    signal.throwIfAborted();
    const found = await (broker === "kafka" ? findKafka(signal, env) : findRabbitmq(env));
    if (!found) throw programError("broker-missing", { broker });
    programs = { ...programs, [broker]: found };
  }
  return programs;
}
