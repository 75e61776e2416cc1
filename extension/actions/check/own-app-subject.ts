import { LabError } from "../../common/lab-error.ts";
import { ServerAccess } from "../../inspection/server-access.ts";
import { type OwnApp, ownStrategy } from "../../stack/own-app/contract.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import type { Lab } from "../define.ts";
import type { StrategyExercise } from "../exercises/exercise-name.ts";
import { takeUp } from "../exercises/take-up.ts";
import { demands, ownAppDemands, type StrategyDemand } from "./exercises.ts";
import type { ContractGap } from "./result.ts";
import type { Subject } from "./subject.ts";
import { Trial } from "./trial.ts";

/** What of the contract each demand needs, in addition to what all of them do. */
const needs: Readonly<Partial<Record<StrategyDemand, readonly ("process" | "pending" | "ids")[]>>> = {
  acceptsTheSurge: ["pending"],
  keepsWhileProcessing: ["process", "pending"],
  keepsWithTwo: ["process", "pending"],
  keepsItsSpeed: ["process", "pending"],
  emptiesByItself: ["pending"],
  keepsWhileSlow: ["pending"],
  outlivesAnOutage: ["pending"],
  worksTwice: ["pending"],
  stopsCleanly: ["pending"],
  survivesKills: ["process", "pending"],
  storesEachId: ["process", "pending", "ids"],
  keepsTheOrder: ["process", "pending", "ids"],
  boundsTheBuffer: ["pending"],
  acceptsAgain: ["process", "pending"],
  bufferOutlivesTheApp: ["pending"],
};

const gaps = { process: "noProcess", pending: "noPending", ids: "noIds" } as const;

/** An app that is not ours, started anew with its folder as it is. Each demand begins with what its contract resets. */
export async function ownAppSubject(
  lab: Lab,
  exercise: StrategyExercise,
  contract: OwnApp,
  folder: string,
): Promise<Subject> {
  // An app that somebody else has started can be neither killed nor begun anew.
  if (contract.url !== undefined) throw ownAppError("own-not-started", { service: "app" });
  await takeUp(lab, ownStrategy);
  const servers = lab.session.require(lab.signal);
  const { own } = new ServerAccess(servers.stack);
  if (!own) throw new TypeError("The app that runs is the lab's.");
  const traces = await canBeTraced(lab);
  return {
    what: { strategy: ownStrategy, folder },
    servers,
    attempts: ownAppDemands[exercise].map((name) => [
      name,
      async ({ lab, ...drawn }) => {
        const gap = gapIn(contract, name);
        if (gap) return { passed: null, seen: { code: gap, numbers: [] } };
        await lab.session.zero(drawn.signal);
        return demands[name](new Trial(lab, own.strategy, drawn, traces));
      },
    ]),
    async [Symbol.asyncDispose]() {},
  };
}

function gapIn(contract: OwnApp, demand: StrategyDemand): ContractGap | undefined {
  // Of anything else only the app itself would say what is stored.
  if (!("sql" in contract.stored)) return "noSql";
  if (!contract.reset) return "noReset";
  const missing = (needs[demand] ?? []).find((key) => contract[key] === undefined);
  return missing && gaps[missing];
}

/** True where the servers keep the counter, so that they can say which write undid which. */
async function canBeTraced({ session, signal }: Lab): Promise<boolean> {
  try {
    await using _ = await session.require(signal).inspection.beginWitnesses();
    return true;
  } catch (error) {
    if (error instanceof LabError && error.code === "own-not-traced") return false;
    throw error;
  }
}
