import { setTimeout as sleep } from "node:timers/promises";
import type { Choose } from "./orders.ts";
import type { InterleaveStep } from "./result.ts";

/** How a statement ended. */
export interface Answer {
  readonly answer: string;
  readonly error: string | null;
}

/** A hit that is under way. */
export interface Hit {
  /** One letter. */
  readonly name: string;
  /** The statement that it would send next; null once it is over. */
  readonly next: { readonly statement: string; readonly pid: number } | null;
  /** Once it is over: null when it was acknowledged, else the code of the refusal. */
  readonly failure: string | null;
  /** Sends it. Resolves when it is answered and what comes next is known. */
  go(): Promise<Answer>;
}

/** PostgreSQL's own view while the hits are under way. */
export interface Witness {
  /** True while this backend waits for a lock that one of the others holds or has asked for earlier. */
  waits(pid: number, others: readonly number[]): Promise<boolean>;
  /** How many hits are stored, committed. */
  stored(): Promise<number>;
}

interface Sent {
  readonly hit: Hit;
  readonly pid: number;
  readonly answer: Promise<Answer>;
}

/** How long to wait before asking PostgreSQL, and asking again, whether a statement waits. Milliseconds. */
const betweenLooks = 2;

/** Plays one order of the hits' statements to its end. One that waits for a lock is passed over until it has it. */
export async function play(
  hits: readonly Hit[],
  witness: Witness,
  choose: Choose,
): Promise<readonly InterleaveStep[]> {
  const steps: InterleaveStep[] = [];
  /** Every connection that a hit has sent something over: any of them may hold a lock. */
  const pids = new Map<Hit, Set<number>>(hits.map((hit) => [hit, new Set()]));
  let waiting: Sent[] = [];
  const busy = () => [...pids].filter(([hit]) => hit.next !== null);
  const settle = (sent: Sent) =>
    answerUnlessWaiting(
      sent,
      busy().flatMap(([hit, own]) => (hit === sent.hit ? [] : [...own])),
      witness,
    );

  for (;;) {
    const able = hits.filter((hit) => hit.next !== null && !waiting.some((sent) => sent.hit === hit));
    const before = steps.length;
    if (able.length > 0) {
      const name = choose(able.map((hit) => hit.name));
      const hit = able.find((each) => each.name === name);
      if (!hit?.next) throw new RangeError(`${name} cannot go.`);
      const { statement, pid } = hit.next;
      pids.get(hit)?.add(pid);
      const sent = { hit, pid, answer: hit.go() };
      // It may fail while another hit is awaited; the failure is reported when its turn comes.
      sent.answer.catch(() => undefined);
      const answer = await settle(sent);
      steps.push({
        client: name,
        statement,
        answer: answer?.answer ?? null,
        error: answer?.error ?? null,
        stored: null,
      });
      if (!answer) waiting.push(sent);
    } else if (waiting.length > 0) {
      // They wait for each other. PostgreSQL finds that out after a second and refuses one of them.
      await Promise.race(waiting.map((sent) => sent.answer));
    } else {
      return steps;
    }
    waiting = await letOn(waiting, settle, steps);
    const last = steps.at(-1);
    if (last && steps.length > before) steps[steps.length - 1] = { ...last, stored: await witness.stored() };
  }
}

/** A hit that has the lock by now goes on by itself, and may let the next one on. */
async function letOn(
  waiting: readonly Sent[],
  settle: (sent: Sent) => Promise<Answer | undefined>,
  steps: InterleaveStep[],
): Promise<Sent[]> {
  let left = [...waiting];
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    for (const sent of [...left]) {
      const answer = await settle(sent);
      if (!answer) continue;
      left = left.filter((other) => other !== sent);
      steps.push({ client: sent.hit.name, statement: null, ...answer, stored: null });
    }
  }
  return left;
}

async function answerUnlessWaiting(
  { pid, answer }: Sent,
  others: readonly number[],
  witness: Witness,
): Promise<Answer | undefined> {
  for (;;) {
    const got = await Promise.race([answer, sleep(betweenLooks)]);
    if (got) return got;
    if (others.length > 0 && (await witness.waits(pid, others))) return undefined;
  }
}
