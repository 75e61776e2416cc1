import { listStrategies } from "../../inspection/app-client.ts";
import type { Lab } from "../define.ts";
import type { StrategyExercise } from "../exercises/exercise-name.ts";
import { takeUp } from "../exercises/take-up.ts";
import { orStackDeath } from "../stack-death.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { runningSource } from "../strategies/source.ts";
import { demands, strategyDemands } from "./exercises.ts";
import type { Subject } from "./subject.ts";
import { Trial } from "./trial.ts";

/** The strategy, in an app that was started anew with its file. Each demand begins with zeroed counters. */
export async function strategySubject(
  lab: Lab,
  exercise: StrategyExercise,
  strategy: string,
): Promise<Subject> {
  await takeUp(lab, strategy);
  // One that does not load is not among the app's strategies, and this says at which line.
  await runningSource(lab.session, strategy, lab.signal);
  const servers = lab.session.require();
  const strategies = await listStrategies(servers.stack.endpoints.app, lab.signal).catch((error) => {
    throw orStackDeath(error, servers.gone);
  });
  const found = findStrategy(strategy, strategies);
  return {
    what: { strategy },
    servers,
    attempts: strategyDemands[exercise].map((name) => [
      name,
      async ({ lab, ...drawn }) => {
        await lab.session.zero(drawn.signal);
        return demands[name](new Trial(lab, found, drawn));
      },
    ]),
    async [Symbol.asyncDispose]() {},
  };
}
