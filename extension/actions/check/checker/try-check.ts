import type { Found } from "../trial.ts";
import type { History } from "./event.ts";
import { type Faults, judgeHistory } from "./judge.ts";
import { shrink } from "./shrink.ts";
import type { Answer, Student } from "./student.ts";

/** Which of the histories a demand is about; the others are there so that nobody can know which come. */
export type Counts = (faults: Faults | undefined) => boolean;

interface Missed {
  readonly history: History;
  readonly faults: Faults | undefined;
  readonly answer: Answer;
}

/** The check gets the histories in an order that nobody knows; of what it misses, the shortest is shown. */
export async function tryCheck(
  student: Pick<Student, "ask">,
  histories: readonly History[],
  counts: Counts = () => true,
): Promise<Found> {
  const missed: Missed[] = [];
  let tried = 0;
  for (const history of shuffled(histories)) {
    const faults = judgeHistory(history);
    const answer = await student.ask(history);
    if (answer.says === "hangs")
      return {
        passed: null,
        seen: { code: "hangs", numbers: [answer.seconds] },
        history: shown(history, faults),
      };
    if (answer.says === "ended") {
      const said = { en: answer.ending, ru: answer.ending };
      return { passed: false, seen: { code: "ended", numbers: [], said }, history: shown(history, faults) };
    }
    if (!counts(faults)) continue;
    tried += 1;
    if (!isRight(answer, faults)) missed.push({ history, faults, answer });
  }
  const [first] = missed.toSorted((one, other) => one.history.length - other.history.length);
  if (!first) return { passed: true, seen: { code: "agrees", numbers: [tried] } };
  const least = await shortest(first, student);
  return {
    passed: false,
    seen: { ...seenOf(least, missed.length, tried) },
    history: shown(least.history, least.faults),
  };
}

function isRight({ says }: Answer, faults: Faults | undefined): boolean {
  return says === (faults ? "wrong" : "right");
}

/** The same mistake of the check, about the same faults, in fewer events. */
async function shortest(missed: Missed, student: Pick<Student, "ask">): Promise<Missed> {
  let least = missed;
  await shrink(missed.history, async (history) => {
    const faults = judgeHistory(history);
    if (kindsOf(faults) !== kindsOf(missed.faults)) return false;
    const answer = await student.ask(history);
    if (answer.says !== missed.answer.says) return false;
    least = { history, faults, answer };
    return true;
  });
  return least;
}

function kindsOf(faults: Faults | undefined): string {
  return Object.entries(faults ?? {})
    .flatMap(([kind, hits]) => (hits > 0 ? [kind] : []))
    .join();
}

function seenOf({ answer }: Missed, missed: number, of: number): Found["seen"] {
  const numbers = [missed, of];
  switch (answer.says) {
    case "wrong":
      return { code: "accused", numbers, said: { en: answer.reason, ru: answer.reason } };
    case "threw":
      return { code: "checkThrew", numbers: [], said: { en: answer.message, ru: answer.message } };
    case "returned":
      return { code: "returned", numbers: [], said: { en: answer.type, ru: answer.type } };
    default:
      return { code: "escaped", numbers };
  }
}

const shown = (events: History, faults: Faults | undefined) => ({ events, faults: faults ?? null });

/** By no seed: a check that counts its calls must not know what comes. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
