import { countOrders } from "../../extension/actions/interleave/outcomes.ts";
import type {
  Explored,
  InterleaveResult,
  InterleaveStep,
  OrdersOutcome,
} from "../../extension/actions/interleave/result.ts";

const explored = (outcomes: readonly OrdersOutcome[], cut: Explored["cut"] = null): Explored => ({
  ...countOrders(outcomes),
  cut,
  outcomes,
});

const step = (
  client: string,
  statement: string | null,
  answer: string | null,
  stored: number | null,
  error: string | null = null,
): InterleaveStep => ({ client, statement, answer, error, stored });

const read = "SELECT value FROM counter WHERE strategy = 'pooled'";
const write = "UPDATE counter SET value = 1 WHERE strategy = 'pooled'";

const losesFour = explored([
  { ok: 2, failures: {}, stored: 2, waited: false, orders: ["AABB", "BBAA"] },
  { ok: 2, failures: {}, stored: 1, waited: false, orders: ["ABAB", "ABBA", "BAAB", "BABA"] },
]);

/** Every statement a transaction of its own: no level helps. */
export const pooledOrders: InterleaveResult = {
  action: "interleave",
  strategy: "pooled",
  clients: 2,
  transaction: false,
  order: null,
  levels: { "read-committed": losesFour, "repeatable-read": losesFour, serializable: losesFour },
  shown: {
    level: "read-committed",
    order: "ABAB",
    ok: 2,
    failures: {},
    stored: 1,
    waited: false,
    steps: [
      step("A", read, "value = 0", 0),
      step("B", read, "value = 0", 0),
      step("A", write, "UPDATE 1", 1),
      step("B", write, "UPDATE 1", 1),
    ],
  },
  durationMs: 738,
};

/** The order that loses one, by itself. */
export const pooledOrder: InterleaveResult = {
  ...pooledOrders,
  order: "ABAB",
  levels: {
    "read-committed": explored([{ ok: 2, failures: {}, stored: 1, waited: false, orders: ["ABAB"] }]),
  },
};

const serialOrders = { ok: 2, failures: {}, stored: 2, waited: false, orders: ["AAABBB", "BBBAAA"] };
const refusesTwelve = explored([
  serialOrders,
  {
    ok: 1,
    failures: { "40001": 1 },
    stored: 1,
    waited: false,
    orders: ["AABAB", "ABAAB", "ABBBA", "BAAAB", "BABBA", "BBABA"],
  },
  {
    ok: 1,
    failures: { "40001": 1 },
    stored: 1,
    waited: true,
    orders: ["AABBA", "ABABA", "ABBAB", "BAABA", "BABAB", "BBAAB"],
  },
]);

/** One transaction around each hit: the levels differ. */
export const transactionOrders: InterleaveResult = {
  ...pooledOrders,
  transaction: true,
  levels: {
    "read-committed": explored([
      serialOrders,
      {
        ok: 2,
        failures: {},
        stored: 1,
        waited: false,
        orders: ["AABABB", "ABAABB", "ABBBAA", "BAAABB", "BABBAA", "BBABAA"],
      },
      {
        ok: 2,
        failures: {},
        stored: 1,
        waited: true,
        orders: ["AABBAB", "ABABAB", "ABBABA", "BAABAB", "BABABA", "BBAABA"],
      },
    ]),
    "repeatable-read": refusesTwelve,
    serializable: refusesTwelve,
  },
  shown: {
    level: "read-committed",
    order: "AABABB",
    ok: 2,
    failures: {},
    stored: 1,
    waited: false,
    steps: [
      step("A", `BEGIN; ${read}`, "value = 0", 0),
      step("A", write, "UPDATE 1", 0),
      step("B", `BEGIN; ${read}`, "value = 0", 0),
      step("A", "COMMIT", "COMMIT", 1),
      step("B", write, "UPDATE 1", 1),
      step("B", "COMMIT", "COMMIT", 1),
    ],
  },
  durationMs: 1673,
};

/** One order that was asked for: it waits, and all is well. */
export const lockedOrder: InterleaveResult = {
  ...pooledOrders,
  strategy: "locked",
  order: "AB",
  levels: {
    "read-committed": explored([{ ok: 2, failures: {}, stored: 2, waited: true, orders: ["ABAABB"] }]),
  },
  shown: {
    level: "read-committed",
    order: "ABAABB",
    ok: 2,
    failures: {},
    stored: 2,
    waited: true,
    steps: [
      step("A", `BEGIN; ${read} FOR UPDATE`, "value = 0", 0),
      step("B", `BEGIN; ${read} FOR UPDATE`, null, 0),
      step("A", write, "UPDATE 1", 0),
      step("A", "COMMIT", "COMMIT", null),
      step("B", null, "value = 1", 1),
      step("B", write.replace("1", "2"), "UPDATE 1", 1),
      step("B", "COMMIT", "COMMIT", 2),
    ],
  },
  durationMs: 560,
};

/** No gap to get into; the search was cut off. */
export const atomicOrders: InterleaveResult = {
  ...pooledOrders,
  strategy: "atomic",
  levels: {
    "read-committed": explored(
      [{ ok: 2, failures: {}, stored: 2, waited: false, orders: ["AB", "BA"] }],
      "orders",
    ),
  },
  shown: {
    level: "read-committed",
    order: "AB",
    ok: 2,
    failures: {},
    stored: 2,
    waited: false,
    steps: [
      step("A", "UPDATE counter SET value = value + 1 WHERE strategy = 'atomic'", "UPDATE 1", 1),
      step("B", "UPDATE counter SET value = value + 1 WHERE strategy = 'atomic'", "UPDATE 1", 2),
    ],
  },
  durationMs: 420,
};
