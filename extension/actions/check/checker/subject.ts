import { listStrategies } from "../../../inspection/app-client.ts";
import type { Lab } from "../../define.ts";
import { exerciseError } from "../../exercises/errors.ts";
import { checkerExercise } from "../../exercises/exercise-name.ts";
import { orStackDeath } from "../../stack-death.ts";
import { findStrategy } from "../../strategies/find-strategy.ts";
import type { Bench, HandedInText, Subject } from "../subject.ts";
import type { Found } from "../trial.ts";
import { acceptsCorrect, type CheckTrial, catches, judgesRecorded, recordings } from "./demands.ts";
import { flaws } from "./flaws.ts";
import { Student } from "./student.ts";

/** The demands on a check: that it is right about real and about simulated histories, and one for each mutant. */
export const checkerDemands = ["judgesRecorded", "acceptsCorrect", ...flaws] as const;

/** The check, loaded in a process of its own. */
export async function checkerSubject(lab: Lab, file: HandedInText, signal: AbortSignal): Promise<Subject> {
  const servers = lab.session.require();
  if (servers.stack.composition.own) throw exerciseError("needs-our-app", { exercise: checkerExercise });
  const strategies = await listStrategies(servers.stack.endpoints.app, lab.signal).catch((error) => {
    throw orStackDeath(error, servers.gone);
  });
  // An app that is not the lab's has nothing to record.
  for (const { strategy } of recordings) findStrategy(strategy, strategies);
  const { distFolder } = lab.session.options;
  const student = await Student.begin({ ...file, distFolder }, signal);

  let isOver = false;
  const tried = (demand: (trial: CheckTrial) => Promise<Found>) => async (bench: Bench) => {
    // It would do so again and again, for seconds each time.
    if (isOver) return { passed: null, seen: { code: "gaveUp", numbers: [] } } as const;
    const found = await demand({ ...bench, student });
    isOver = found.seen.code === "hangs" || found.seen.code === "ended";
    return found;
  };
  const byName = { judgesRecorded, acceptsCorrect };
  return {
    what: { file: file.label, isolated: student.isolated },
    servers,
    attempts: checkerDemands.map((name) => [
      name,
      tried(
        name === "judgesRecorded" || name === "acceptsCorrect"
          ? byName[name]
          : (trial) => catches(name, trial),
      ),
    ]),
    [Symbol.asyncDispose]: () => student[Symbol.asyncDispose](),
  };
}
