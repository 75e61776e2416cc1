import { listStrategies } from "../../inspection/app-client.ts";
import type { Lab } from "../define.ts";
import type { ExerciseName } from "../exercises/exercise-name.ts";
import { takeUp } from "../exercises/take-up.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { demands, strategyDemands } from "./exercises.ts";
import type { Subject } from "./subject.ts";
import { Trial } from "./trial.ts";

/** The strategy, in an app that was started anew with its file. Each demand begins with zeroed counters. */
export async function strategySubject(lab: Lab, exercise: ExerciseName, strategy: string): Promise<Subject> {
  await takeUp(lab, strategy);
  const { app } = lab.session.require().stack.endpoints;
  const found = findStrategy(strategy, await listStrategies(app, lab.signal));
  return {
    what: { strategy },
    attempts: strategyDemands[exercise].map((name) => [
      name,
      async ({ lab, random, signal }) => {
        await lab.session.zero(signal);
        return demands[name](new Trial(lab, found, random, signal));
      },
    ]),
    async [Symbol.asyncDispose]() {},
  };
}
