import type { Asked } from "../questions.ts";
import { isSerial } from "./outcomes.ts";
import type { Explored, InterleaveResult, ShownOrder } from "./result.ts";
import type { en } from "./words.en.ts";

/** Only what these orders give reason for. */
export function interleaveQuestions(result: InterleaveResult, { questions }: typeof en): Asked[] {
  const { order, shown, levels, clients } = result;
  if (order !== null) {
    if (shown.stored >= shown.ok) return [questions.playOther(shown.order)];
    const read = readTwice(shown);
    return read === undefined ? [] : [questions.whichStep(shown.order, read)];
  }
  const committed = levels["read-committed"];
  const repeatable = levels["repeatable-read"];
  const { serializable } = levels;
  const found: Asked[] = [];
  if (committed && serializable && committed.losing > 0 && committed.losing === serializable.losing) {
    if (!beginsOne(shown)) found.push(questions.noLevelHelps(committed.losing, committed.orders));
  } else if (committed && repeatable && committed.losing > 0 && isRolledBack(repeatable)) {
    found.push(questions.refusedInstead(committed.losing, repeatable.aborting));
  }
  const all = Object.values(levels);
  const losing = all.find((level) => level.losing > 0);
  if (losing) {
    const right = losing.outcomes.filter(({ ok, stored }) => stored === ok).flatMap(({ orders }) => orders);
    if (right.length > 0 && right.every(isSerial))
      found.push(questions.onlySerial(right.length, losing.orders));
    return found;
  }
  const refusing = all.find(isRolledBack);
  if (refusing) found.push(questions.refused(refusing.aborting, refusing.orders));
  const [first] = all;
  if (first && first.waiting > 0) found.push(questions.waiting(first.waiting, first.orders));
  else if (first && !refusing && shown.order.length === clients) found.push(questions.noGap(first.orders));
  return found;
}

/** One of its hits sent BEGIN. */
export function beginsOne({ steps }: ShownOrder): boolean {
  return steps.some(({ statement }) => /^(BEGIN|START TRANSACTION)\b/i.test(statement ?? ""));
}

/** PostgreSQL rolled transactions back (40001, 40P01), and nothing was lost. */
function isRolledBack({ losing, outcomes }: Explored): boolean {
  return (
    losing === 0 && outcomes.some(({ failures }) => Object.keys(failures).some((code) => /^40/.test(code)))
  );
}

/** What two clients have read alike: "value = 0". */
function readTwice({ steps }: ShownOrder): string | undefined {
  const reads = steps.filter(({ answer }) => answer?.includes(" = "));
  const second = reads.find(({ client, answer }) =>
    reads.some((other) => other.client !== client && other.answer === answer),
  );
  return second?.answer ?? undefined;
}
