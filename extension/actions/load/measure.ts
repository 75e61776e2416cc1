import { randomUUID } from "node:crypto";
import path from "node:path";
import { localizer } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { abCommand } from "../../load/ab-command.ts";
import { HitIds } from "../../load/hit-ids.ts";
import type { LoadRequest } from "../../load/load.ts";
import { runLoad } from "../../load/run-load.ts";
import { attachError } from "../../stack/engines/attach/errors.ts";
import { stackError } from "../../stack/errors.ts";
import { type FaultTarget, type Stack, servicesOf } from "../../stack/stack.ts";
import type { Lab } from "../define.ts";
import { environmentOf } from "../environment/environment.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { judgeRun } from "../verdict/judge-run.ts";
import { watchOtherCounters } from "../verdict/misplaced-hits.ts";
import { LoadClock } from "./clock.ts";
import { killDuring, type Victim } from "./fault.ts";
import { freezeDuring } from "./freeze.ts";
import type { Fault, LoadParameters } from "./parameters.ts";
import { processDuring } from "./processing.ts";
import type { LoadResult } from "./result.ts";
import { standsStill } from "./stands-still.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** Sends the load, then finds out where its hits are. */
export async function measureLoad(
  lab: Lab,
  parameters: LoadParameters,
  signal: AbortSignal,
): Promise<LoadResult> {
  const { session } = lab;
  const { stack, inspection } = session.require(signal);
  const { strategy, connections, duration, rate, processEvery, pause, fault } = parameters;
  const requests = duration === undefined ? (parameters.requests ?? 1000) : undefined;
  const app = stack.endpoints.app;
  const { storesIds } = findStrategy(strategy, await listStrategies(app, signal));
  for (const target of [fault?.kill, pause?.service]) requirePart(stack, target);
  const victim = fault && victimOf(lab, strategy, fault);

  const target = {
    url: `${app}/${encodeURIComponent(strategy)}/hit`,
    requests,
    durationSeconds: duration,
    connections,
  };
  const naming = {
    hitIdPrefix: `${randomUUID().slice(0, 8)}-${session.nextAttempt()}`,
    hitIdSecret: randomUUID(),
  };
  await connectionsGone(inspection, signal);
  const baseline = await inspection.counted(strategy);
  const countedElsewhere = await watchOtherCounters(inspection, session, strategy);
  const startedAt = new Date();

  const clock = new LoadClock();
  const over = new AbortController();
  const during = { clock, signal, over: over.signal };
  const request = { ...target, rate, timeoutSeconds: parameters.timeout, ...naming };
  const [report, paused, processCalls, killed] = await allEnded(
    sendHits(lab, request, clock, signal).finally(() => over.abort()),
    pause && freezeDuring(pause, stack, during),
    processEvery
      ? processDuring({ app, strategy, everyMs: processEvery, goesOn: fault !== undefined }, during)
      : 0,
    fault && victim && killDuring(fault, victim, during),
  );

  if (report.unknown > 0 || killed) await allArrived(inspection, strategy, signal);
  const { outcomeOf, ...figures } = report;
  const names = storesIds ? { ids: new HitIds(naming), outcomeOf } : undefined;
  const ledger = await judgeRun(inspection, report, { strategy, baseline, names });
  const elsewhere = ledger.lost > 0 ? await countedElsewhere() : [];
  const result: LoadResult = {
    action: "load",
    run: session.runs.length + 1,
    strategy,
    model: rate === undefined ? "closed-loop" : "open-loop",
    requests: requests ?? null,
    durationSeconds: duration ?? null,
    connections,
    processEveryMs: processEvery ?? null,
    processCalls,
    ...(killed && { fault: killed }),
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

function sendHits({ session, progress }: Lab, request: LoadRequest, clock: LoadClock, signal: AbortSignal) {
  return runLoad(request, {
    loadProcess: path.join(session.options.distFolder, "load.js"),
    signal,
    progress: (load) => {
      clock.heard(load);
      progress({ text: say(({ sending }) => sending), fraction: load.fraction, load });
    },
  });
}

/** Like `Promise.all`, but whatever fails is thrown only when all have ended: none of them is left running. */
async function allEnded<Work extends readonly unknown[]>(...work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
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

/** The last load's connections may still be closing; they would make this one's hits be refused. */
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
