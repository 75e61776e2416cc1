import type { BrokerPrograms } from "../engine.ts";
import type { StackOptions } from "../stack.ts";
import { brokerMissing } from "./errors.ts";
import { findRabbitmq } from "./rabbitmq.ts";

/**
 * The programs of the brokers that a start asks for. They are big, so none is ever fetched.
 * @throws LabError `broker-missing` that says what to install; AbortError
 */
export async function findBrokers({
  composition,
  signal,
}: Pick<StackOptions, "composition" | "signal">): Promise<BrokerPrograms> {
  let programs: BrokerPrograms = {};
  for (const broker of composition.with) {
    signal.throwIfAborted();
    if (broker === "kafka") throw brokerMissing(broker);
    const rabbitmq = await findRabbitmq();
    if (!rabbitmq) throw brokerMissing(broker);
    programs = { ...programs, rabbitmq };
  }
  return programs;
}
