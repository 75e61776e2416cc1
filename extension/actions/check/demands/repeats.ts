import { randomUUID } from "node:crypto";
import { alike } from "../../../common/language.ts";
import { callHit } from "../../../inspection/app-client.ts";
import { HitIds } from "../../../load/hit-ids.ts";
import { type Judgement, judgeAnswer } from "../../../load/outcome.ts";
import { baselineOf } from "../../verdict/judge-run.ts";
import { judgeSettled } from "../../verdict/late-writes.ts";
import type { Demand, Found, Trial } from "../trial.ts";
import { kept, meaningOf } from "./kept.ts";

/** Each hit is sent, and then twice more at once, under the same id. */
export const countsRepeatsOnce: Demand = (trial) =>
  sendAgain(trial, async (send) => {
    await send();
    await Promise.all([send(), send()]);
  });

/** Each hit is sent before the app is killed, and again afterwards: its memory is gone. */
export const countsRepeatsAfterACrash: Demand = (trial) =>
  sendAgain(trial, async (send) => {
    await send();
    await trial.stack.kill("app", "SIGKILL");
    await trial.lab.session.recover("app");
    await send();
  });

/** Clients try again, under the same id, while the app is killed in the middle of the load. */
export const survivesRetries: Demand = async (trial) => {
  const fault = { kill: "app", after: trial.random.seconds(0.3, 1.5), recover: 0.2 } as const;
  const retry = { times: 5, sameId: true, backoff: 100 };
  const { result } = await trial.load({ duration: 2, connections: 20, fault, retry });
  const found = kept(result, { refuse: true });
  // By a counter, what an attempt without an answer has left cannot be told from its repetition: there may be one of each.
  const { ok = 0, unknown = 0 } = result.intents ?? {};
  const more = result.stored + result.pending - ok - unknown;
  if (!found.passed || trial.strategy.storesIds || more <= 0) return found;
  return { passed: false, seen: { code: "duplicated", numbers: [more] }, ledger: result };
};

const atOnce = 10;

async function sendAgain(trial: Trial, how: (send: () => Promise<void>) => Promise<void>): Promise<Found> {
  const { strategy, inspection, signal, random } = trial;
  const { name, storesIds, buffers } = strategy;
  const hits = random.whole(30, 80);
  const ids = new HitIds({ hitIdPrefix: randomUUID().slice(0, 8), hitIdSecret: randomUUID() });
  const baseline = await baselineOf(inspection, { name, buffers: buffers && !storesIds });
  let sent = 0;
  const refused: Judgement[] = [];
  const send = async () => {
    let next = 0;
    const client = async () => {
      while (next < hits) {
        const id = ids.of(next);
        next += 1;
        const { status, body } = await callHit(trial.app, name, id, signal);
        sent += 1;
        const judged = judgeAnswer(status, body);
        if (judged.outcome !== "ok") refused.push(judged);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, client));
  };
  await how(send);
  const [first] = refused;
  if (first) {
    const { thrown, code = "other" } = first;
    const said = thrown === undefined ? meaningOf(code) : alike(thrown);
    return { passed: false, seen: { code: "refused", numbers: [refused.length, sent], said } };
  }
  await trial.drain();
  const outcomes = { attempted: hits, ok: hits, failed: 0, unknown: 0 };
  const names = storesIds ? { ids, outcomeOf: new Uint8Array(hits) } : undefined;
  return kept(await judgeSettled(inspection, outcomes, { strategy: name, baseline, names }, signal));
}
