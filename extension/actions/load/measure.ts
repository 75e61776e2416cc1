import { randomUUID } from "node:crypto";
import path from "node:path";
import { explained } from "../../common/lab-error.ts";
import { localizer } from "../../common/language.ts";
import { machineTime } from "../../common/machine-time.ts";
import type { Outcomes } from "../../common/outcome.ts";
import { explainRefusals, hitsOf, listStrategies } from "../../inspection/app-client.ts";
import { watchForHang } from "../../inspection/hang-watch.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Witnesses } from "../../inspection/witness/witnesses.ts";
import { unreadLedger } from "../../ledger/judge.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { limitOf } from "../../ledger/limit.ts";
import { abCommand } from "../../load/ab-command.ts";
import { HitIds } from "../../load/hit-ids.ts";
import type { LoadOptions, LoadReport, LoadRequest } from "../../load/load.ts";
import type { RetryPolicy } from "../../load/retries.ts";
import { runAutocannon, runLoad } from "../../load/run-load.ts";
import { attachError } from "../../stack/engines/attach/errors.ts";
import { stackError } from "../../stack/errors.ts";
import { type FaultTarget, type Stack, servicesOf } from "../../stack/stack.ts";
import type { Lab } from "../define.ts";
import { environmentOf } from "../environment/environment.ts";
import type { Run } from "../run.ts";
import { orStackDeath } from "../stack-death.ts";
import { strategyError } from "../strategies/errors.ts";
import { findBufferedStrategy, findStrategy } from "../strategies/find-strategy.ts";
import { requireSameSource, runningSource } from "../strategies/source.ts";
import { baselineOf } from "../verdict/judge-run.ts";
import { judgeSettled, requireStill } from "../verdict/late-writes.ts";
import { watchOtherCounters } from "../verdict/misplaced-hits.ts";
import { patiently } from "../verdict/patiently.ts";
import { standsStill } from "../verdict/stands-still.ts";
import { orTrouble } from "./beside.ts";
import { asAccount, type OwnFigures } from "./by-autocannon.ts";
import { LoadClock } from "./clock.ts";
import { killDuring, type Victim } from "./fault.ts";
import { freezeDuring } from "./freeze.ts";
import type { Fault, LoadParameters, Retry } from "./parameters.ts";
import { processDuring } from "./processing.ts";
import type { LoadResult } from "./result.ts";
import { timeRun } from "./run-time.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** Sends the load, then finds out where its hits are. Keeping the run is up to the caller. */
export async function measureLoad(lab: Lab, parameters: LoadParameters, signal: AbortSignal): Promise<Run> {
  const { session } = lab;
  const { stack, inspection, gone } = session.require(signal);
  const { strategy, connections, by, duration, rate, processEvery, pause, fault, retry } = parameters;
  const requests = duration === undefined ? (parameters.requests ?? 1000) : undefined;
  const app = stack.endpoints.app;
  // Whatever answers there now, it is not the app.
  if (stack.down.includes("app")) throw stackError("service-down", { service: "app" });
  const source = await runningSource(session, strategy, signal);
  const find = processEvery === undefined ? findStrategy : findBufferedStrategy;
  const { storesIds, buffers } = find(strategy, await listStrategies(app, signal));
  for (const target of [fault?.kill, pause?.service]) requirePart(stack, target);
  if (parameters.trace && storesIds) throw strategyError("trace-by-name", { strategy });
  const victim = fault && victimOf(lab, strategy, fault);

  const target = {
    ...hitsOf(app, strategy),
    requests,
    durationSeconds: duration,
    connections,
  };
  const naming = { hitIdPrefix: randomUUID().slice(0, 13), hitIdSecret: randomUUID() };
  await patiently(() => connectionsGone(inspection, signal), signal);
  const last = session.runs.findLast(({ result }) => result.strategy === strategy)?.result;
  await requireStill(inspection, strategy, last === undefined || last.verdict === "exact", signal);
  const baseline = await baselineOf(inspection, {
    name: strategy,
    buffers: buffers && (!storesIds || by === "autocannon"),
  });
  const countedElsewhere = await watchOtherCounters(inspection, session, strategy);
  const changed = await session.changedFiles(strategy, source !== undefined);
  const startedAt = new Date();
  const begunAt = machineTime();
  // Without the signal: after a cancel, too, they must be taken back.
  await using witnesses = await witnessesOf(session.require().inspection, parameters.trace);
  await using timing = await timeRun(stack, signal);

  const clock = new LoadClock();
  const over = new AbortController();
  const hung = new AbortController();
  const ended = AbortSignal.any([signal, hung.signal]);
  const during = { clock, signal: ended, over: over.signal };
  const request = { ...target, rate, retry: policyOf(retry), timeoutSeconds: parameters.timeout, ...naming };
  const watching = watchForHang(app, over.signal, () => clock.appIsSilent);
  const [, report, paused, processed, killed] = await allEnded(
    watching.catch((error) => {
      hung.abort(error);
      throw error;
    }),
    sendHits(lab, by, request, clock, ended).finally(() => over.abort()),
    orTrouble(pause && freezeDuring(pause, stack, during)),
    processEvery
      ? processDuring({ app, strategy, everyMs: processEvery }, during)
      : orTrouble<number>(undefined),
    orTrouble(fault && victim && killDuring(fault, victim, during)),
  );
  signal.throwIfAborted();
  const besideFailed = {
    ...(paused.trouble && { pause: paused.trouble }),
    // While a server is down or stands still, calls fail as they should.
    ...(processed.trouble && !fault && !pause && { process: processed.trouble }),
    ...(killed.trouble && { fault: killed.trouble }),
  };

  const { outcomeOf, firstOf, startedAt: firstHitAt = begunAt, okMeanMs = null, ...figures } = report;
  const names = storesIds && outcomeOf ? { ids: new HitIds(naming), outcomeOf } : undefined;
  const attempts = retry && outcomeOf && firstOf && { outcomeOf, firstOf, sameId: retry.sameId };
  const sent = { strategy, baseline, names, attempts };
  const [ledger, times] = await allEnded(
    orUnread(
      patiently(() => judgeSettled(inspection, report, sent, signal), signal),
      report,
      lab.signal,
      gone,
    ),
    timing.end({ ...figures, startedAt: firstHitAt, okMeanMs }),
  );
  if (report.ok === 0 && report.failed > 0) await explainRefusals(app, signal);
  await requireSameSource(session, strategy, source);
  // What PostgreSQL has recorded it says only when it runs; the load was measured all the same.
  const countPending = async () => (await inspection.counted(strategy)).pending;
  const evidence = await witnesses?.evidence(strategy, countPending).catch(() => undefined);
  const elsewhere = ledger.lost > 0 ? await countedElsewhere().catch(() => []) : [];
  const result: LoadResult = {
    action: "load",
    run: session.runs.length + 1,
    series: session.series,
    strategy,
    ...(source && { source }),
    ...(by === "autocannon" && { by }),
    model: rate === undefined ? "closed-loop" : "open-loop",
    requests: requests ?? null,
    durationSeconds: duration ?? null,
    connections,
    timeoutSeconds: parameters.timeout,
    processEveryMs: processEvery ?? null,
    processCalls: processed.done ?? 0,
    ...(killed.done && { fault: killed.done }),
    ...(retry && { retry }),
    ...(witnesses && { traced: true }),
    ...figures,
    ...times,
    limitedBy: limitOf({ ...figures, ...times }),
    ...ledger,
    ...(changed.length > 0 && { changedFiles: changed }),
    ...(paused.done && { pause: paused.done }),
    ...(Object.keys(besideFailed).length > 0 && { besideFailed }),
    ...(elsewhere.length > 0 && { elsewhere }),
    environment: environmentOf(stack),
    abCommand: rate === undefined && !retry ? abCommand(target) : null,
  };
  const traced = evidence &&
    outcomeOf && { evidence, outcomeOf, ids: new HitIds(naming), pendingBefore: baseline.pending };
  return { result, baseline, names, attempts, startedAt, traced };
}

/** A load that was measured is kept, even where the servers do not say where its hits are. */
async function orUnread(
  judging: Promise<Ledger>,
  outcomes: Outcomes,
  cancelled: AbortSignal,
  gone: AbortSignal,
): Promise<Ledger> {
  try {
    return await judging;
  } catch (error) {
    if (cancelled.aborted) throw error;
    return unreadLedger(outcomes, explained(orStackDeath(error, gone)));
  }
}

function policyOf(retry: Retry | undefined): RetryPolicy | undefined {
  return (
    retry && { times: retry.times, sameId: retry.sameId, backoffMs: retry.backoff, jitter: retry.jitter }
  );
}

/** The part of a report that both generators have; only the lab's own knows each hit. */
type Sent = Omit<LoadReport, OwnFigures> & Partial<Pick<LoadReport, OwnFigures>>;

async function sendHits(
  { session, progress }: Lab,
  by: LoadParameters["by"],
  request: LoadRequest,
  clock: LoadClock,
  signal: AbortSignal,
): Promise<Sent> {
  const options: LoadOptions = {
    loadProcess: path.join(session.options.distFolder, "load.js"),
    signal,
    progress: (load) => {
      clock.heard(load);
      progress({ text: say(({ sending }) => sending), fraction: load.fraction, load });
    },
  };
  return by === "lab" ? runLoad(request, options) : asAccount(await runAutocannon(request, options));
}

/** Like `Promise.all`, but whatever fails is thrown only when all have ended: none of them is left running. */
async function allEnded<Work extends readonly unknown[]>(...work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function witnessesOf(inspection: Inspection, wanted: boolean): Promise<Witnesses | undefined> {
  if (wanted) return inspection.beginWitnesses();
  await inspection.endWitness();
  return undefined;
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
  return { kill: (signal) => stack.kill(target, signal), recover: () => session.recover(target) };
}

/** The last load's connections may still be closing; they would make this one's hits be refused. */
async function connectionsGone(inspection: Inspection, signal: AbortSignal): Promise<void> {
  const open = async () => (await inspection.connectionsOfApp()).open;
  if ((await open()) > 0) await standsStill(open, signal);
}
