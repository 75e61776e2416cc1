import { numberWords } from "../number-words.ts";
import type { Asked } from "../questions.ts";
import type { Explored, ShownOrder } from "./result.ts";

const { n, many } = numberWords("en");
const orders = (count: number) => many(count, "order", "orders");

type Counts = Pick<Explored, "orders" | "losing" | "doubling" | "aborting">;
type Ended = Pick<ShownOrder, "ok" | "stored"> & { readonly failed: number };

export const en = {
  about: "Tries every order of the statements of hits that come at once, and shows which orders lose a hit.",
  parameters: {
    clients: "How many clients send one hit each, all at once: 2 or 3.",
    transaction:
      "Put each hit into one transaction, BEGIN … COMMIT. Without it every statement is a transaction of its own.",
    level: "Only this isolation level; all three when it is not given.",
    order: "Play just this order and show every step. Each letter sends the next statement of that client.",
  },
  values: {
    orders: "Orders that were tried.",
    exact: "Orders in which every hit is acknowledged and stored once.",
    losing: "Orders in which an acknowledged hit is lost.",
    doubling: "Orders after which more is stored than was acknowledged.",
    aborting: "Orders in which a hit is refused.",
    waiting: "Orders in which a statement waits for a lock.",
  },
  progress: (level: string, count: number) => `${level}: order ${count}`,

  everyLevel: "At every isolation level",
  /** What came of all orders at these levels, as a sentence. */
  level: (names: string, { orders: all, losing, doubling, aborting }: Counts): string => {
    const of = `of ${orders(all)}`;
    const said = losing > 0 ? [`${n(losing)} ${of} ${losing === 1 ? "loses" : "lose"} a hit`] : [];
    if (doubling > 0) said.push(`${many(doubling, "counts", "count")} a hit twice`);
    if (said.length === 0) said.push(`none ${of} loses a hit`);
    if (aborting > 0) said.push(`${many(aborting, "refuses", "refuse")} one`);
    return `${names}: ${said.join(", ")}.`;
  },
  played: (order: string, level: string, { ok, stored, failed }: Ended): string => {
    const said = [`${n(ok)} acknowledged`, `${n(stored)} stored`];
    if (failed > 0) said.push(`${n(failed)} refused`);
    if (stored < ok) said.push(`${n(ok - stored)} lost`);
    return `Order ${order} at ${level}: ${said.join(", ")}.`;
  },

  table: "Every order of the statements, by isolation level",
  rows: {
    orders: "Orders in all",
    exact: "Every hit acknowledged and stored",
    losing: "An acknowledged hit is lost",
    doubling: "A hit is counted twice",
    aborting: "A hit is refused",
    waiting: "A statement waits for a lock",
  } satisfies Readonly<Record<Exclude<keyof Explored, "cut" | "outcomes">, string>>,
  what: "What happens",
  begin: "BEGIN changes nothing that another client could see: it is sent with the statement after it.",
  ownLevel: "The strategy chooses the isolation level itself; so it is the same in every column.",
  cut: {
    orders: (count: number) => `Only the first ${n(count)} orders were tried; there are more.`,
    time: (count: number) => `Time was up after ${orders(count)}; there are more.`,
  },

  steps: (order: string, level: string) => `Order ${order} at ${level}, statement by statement`,
  step: "Step",
  client: (name: string) => `Client ${name}`,
  committed: "Committed",
  waits: "waits for a lock",
  goesOn: "goes on",

  replay: "This order once more, in a cell of its own",
  list: "Which orders they are",
  listed: (level: string, { ok, stored, failed }: Ended, waited: boolean): string =>
    [
      `${level}: ${n(ok)} acknowledged`,
      `${n(stored)} stored`,
      ...(failed > 0 ? [`${n(failed)} refused`] : []),
      ...(waited ? ["with a wait"] : []),
    ].join(", "),
  more: (count: number) => `and ${n(count)} more`,

  questions: {
    noLevelHelps: (losing: number, all: number): Asked => ({
      question: `${n(losing)} of ${orders(all)} lose a hit at READ COMMITTED, and as many at SERIALIZABLE. Why does the strictest level not help?`,
      answer:
        "An isolation level protects *transactions*, and here each statement is one of its own: the read is committed and over before the write begins, so PostgreSQL cannot know that the number in the write came from that read. Add `transaction: true` to the cell and run it again: the same statements, in one transaction for each hit.",
    }),
    onlySerial: (exact: number, all: number): Asked => ({
      question: `${n(exact)} of ${orders(all)} ${exact === 1 ? "is" : "are"} right. What do they look like?`,
      answer:
        "One hit is over before the next one begins: AA…BB. A test that sends one hit at a time plays only these, and finds nothing, however often it is repeated.",
    }),
    refusedInstead: (losing: number, aborting: number): Asked => ({
      question: `READ COMMITTED loses a hit in ${orders(losing)}; REPEATABLE READ refuses one in ${orders(aborting)}. Is a refusal any better?`,
      answer:
        "Yes: it is an honest answer. With 40001 PostgreSQL says that somebody has changed the row since this transaction first looked; nothing of it is stored, the client knows, and may begin again from the read. A lost hit got its 200 OK, and nobody will ever repeat it. The price is an app that can repeat: under a surge on one row most attempts are refused.",
    }),
    waiting: (waiting: number, all: number): Asked => ({
      question: `Nothing is lost; in ${n(waiting)} of ${orders(all)} a statement waits for a lock. What does that mean with 50 hits at once?`,
      answer:
        "They form a queue: whoever has the lock keeps it until its COMMIT, the round trips between app and server included. The count is right, and the row serves one hit after another. The shorter the transaction, the faster the queue; one UPDATE that adds by itself is the shortest.",
    }),
    noGap: (all: number): Asked => ({
      question: `${orders(all)}, and none loses a hit. Where has the gap between read and write gone?`,
      answer:
        "There is none: a hit is one statement. PostgreSQL carries it out as a whole, under its own locks, and no other statement comes between its parts. What the client sends in one piece has no places for others to get in.",
    }),
    refused: (aborting: number, all: number): Asked => ({
      question: `In ${n(aborting)} of ${orders(all)} a hit is refused. What must the app do with it?`,
      answer:
        "Begin the whole transaction again, from its first read, a limited number of times: to repeat only the last statement would write the old number. Until somebody repeats it the hit is not counted, and the client has been told so.",
    }),
    whichStep: (order: string, read: string): Asked => ({
      question: `In ${order} no statement failed, two clients read \`${read}\`, and a hit is lost. Which step was wrong?`,
      answer:
        "None by itself: each did what it was told. The order is wrong: the second read came before the first write was committed, so both wrote the same number. Swap letters until the second hit reads what the first has committed, and play that `order`.",
    }),
    playOther: (order: string): Asked => ({
      question: `${order} ends well. Which swap of two letters would lose a hit, if any does?`,
      answer:
        "Write the new letters into `order` and see. Without `order` the cell tries all of them; where not one loses a hit, that is not luck but proof, for this many clients.",
    }),
  },
};
