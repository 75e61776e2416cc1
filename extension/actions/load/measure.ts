import { randomUUID } from "node:crypto";
import path from "node:path";
import { listStrategies } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { abCommand } from "../../load/ab-command.ts";
import type { LoadReport } from "../../load/load.ts";
import { runLoad } from "../../load/run-load.ts";
import { attachError } from "../../stack/engines/attach/errors.ts";
import { stackError } from "../../stack/errors.ts";
import { type FaultTarget, type Stack, servicesOf } from "../../stack/stack.ts";
import type { Lab } from "../define.ts";
import { environmentOf } from "../start/environment.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { watchElsewhere } from "../verdict/elsewhere.ts";
import { judgeRun } from "../verdict/judge-run.ts";
import { LoadClock } from "./clock.ts";
import { type Fault, killDuring, type Victim } from "./fault.ts";
import { freezeWhile } from "./freeze-while.ts";
import type { LoadParameters } from "./parameters.ts";
import { processWhile } from "./process-while.ts";
import type { LoadPause, LoadResult } from "./result.ts";
import { standsStill } from "./stands-still.ts";

export async function measureLoad(
  lab: Lab,
  parameters: LoadParameters,
  signal: AbortSignal,
): Promise<LoadResult> {
  const { session } = lab;
  const { stack, inspection } = session.require();
  const { strategy, connections, processEvery, rate, pause } = parameters;
  const requests = parameters.duration === undefined ? (parameters.requests ?? 1000) : undefined;
  const app = stack.endpoints.app;
  const { storesIds } = findStrategy(strategy, await listStrategies(app, signal));

  const target = {
    url: `${app}/${strategy}/hit`,
    requests,
    durationSeconds: parameters.duration,
    connections,
  };
  const { fault } = parameters;
  for (const target of [fault?.kill, pause?.service]) requirePart(stack, target);
  const victim = fault && victimOf(lab, strategy, fault);
  const hitIdPrefix = `${randomUUID().slice(0, 8)}-${session.nextAttempt()}`;
  await connectionsGone(inspection, signal);
  const baseline = await inspection.counted(strategy);
  const countedElsewhere = await watchElsewhere(inspection, session, strategy);
  const startedAt = new Date();
  const clock = new LoadClock();
  const loading = runLoad(
    { ...target, rate, timeoutSeconds: parameters.timeout, hitIdPrefix },
    {
      loadProcess: path.join(session.options.distFolder, "load.js"),
      signal,
      progress: (load) => {
        clock.heard(load);
        lab.progress({
          text: { en: "Sending hits", ru: "Отправляю запросы" },
          fraction: load.fraction,
          load,
        });
      },
    },
  );
  const frozen: Promise<readonly [LoadReport, LoadPause?]> = pause
    ? freezeWhile(loading, { stack, clock, ...pause, signal })
    : loading.then((report) => [report]);
  const working: ReturnType<typeof processWhile<Awaited<typeof frozen>>> = processEvery
    ? processWhile(frozen, { app, strategy, everyMs: processEvery, signal, goesOn: fault !== undefined })
    : frozen.then((loaded) => [loaded, 0]);
  const [[[report, paused], processCalls], killed] = victim
    ? await killDuring(working, fault, { victim, signal, clock })
    : [await working, undefined];
  if (report.unknown > 0 || killed) await allArrived(inspection, strategy, signal);
  const { outcomeOf, ...figures } = report;
  const names = storesIds ? { prefix: hitIdPrefix, outcomeOf } : undefined;
  const ledger = await judgeRun(inspection, report, { strategy, baseline, names });
  const elsewhere = ledger.lost > 0 ? await countedElsewhere() : [];
  const result: LoadResult = {
    action: "load",
    run: session.runs.length + 1,
    strategy,
    model: rate === undefined ? "closed-loop" : "open-loop",
    requests: requests ?? null,
    durationSeconds: parameters.duration ?? null,
    connections,
    processEveryMs: processEvery ?? null,
    processCalls,
    ...(killed ? { fault: killed } : {}),
    ...figures,
    ...ledger,
    ...(paused && { pause: paused }),
    ...(elsewhere.length > 0 && { elsewhere }),
    environment: environmentOf(stack),
    abCommand: rate === undefined ? abCommand(target) : null,
  };
  session.addRun({ result, baseline, names, startedAt });
  return result;
}

/** Before the load, and not in the middle of it. @throws LabError `not-in-stack` or `not-our-server` */
function requirePart({ engine, composition }: Stack, target: FaultTarget | undefined): void {
  if (target === undefined || target === "worker") return;
  if (!servicesOf(composition).includes(target)) throw stackError("not-in-stack", { service: target });
  if (engine === "attach" && target !== "app") throw attachError("not-our-server", { service: target });
}

function victimOf({ session }: Lab, strategy: string, { kill: target }: Fault): Victim {
  const { stack } = session.require();
  if (target === "worker") return session.workers.victim(stack, strategy);
  return { kill: (signal) => stack.kill(target, signal), recover: () => stack.recover(target) };
}

/** The last load's connections may still be closing; they would make refusals of this one. */
function connectionsGone(inspection: Inspection, signal: AbortSignal): Promise<void> {
  return standsStill(() => inspection.connectionsOfApp(), signal);
}

/** A hit without an answer may still be on its way. */
function allArrived(inspection: Inspection, strategy: string, signal: AbortSignal): Promise<void> {
  return standsStill(async () => {
    const { stored, pending } = await inspection.counted(strategy);
    return stored + pending;
  }, signal);
}
