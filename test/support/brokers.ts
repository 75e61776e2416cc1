import { findRabbitmq } from "../../extension/stack/servers/rabbitmq.ts";

/** Why tests with RabbitMQ are skipped; on a machine of ours, which has it, they never are. */
export async function withoutRabbitmq(): Promise<string | false> {
  const found = await findRabbitmq();
  if (!found && process.env.SURGE_LAB_REQUIRE_BROKERS === "1") throw new Error("There is no RabbitMQ here.");
  return found ? false : "there is no RabbitMQ on this machine";
}
