// A process of its own that outlives a supervisor which was killed together with its client. It knows what the supervisor
// has made, and removes it once the pipe between them closes. A client that is alive does that itself.
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Leftovers } from "./leftovers.ts";
import { beginningOf, isAlive } from "./process-state.ts";
import type { WatchdogOrder } from "./watchdog-client.ts";

/** A client that was killed together with its supervisor may end a moment later. Milliseconds. */
const endsTogether = 1_000;

const client = Number(process.argv[2]);
const began = beginningOf(client);
const leftovers = new Leftovers();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  // The supervisor writes nothing else.
  const { owns, disowns, done }: WatchdogOrder = JSON.parse(line);
  if (done) process.exit();
  if (owns) leftovers.add(owns);
  if (disowns) leftovers.delete(disowns);
}
const isGone = async () => !(await isAlive(client)) || beginningOf(client) !== began;
for (const end = performance.now() + endsTogether; performance.now() < end && !(await isGone()); )
  await sleep(20);
if (await isGone()) await leftovers.remove();
