export const en = {
  "nothing-to-interleave": ({ strategy }: { strategy: string }) => ({
    what: `A hit of the strategy “${strategy}” does not change the counter in PostgreSQL: there is no order of statements to try.`,
    remedy: "Take a strategy that works in PostgreSQL, such as “pooled” or “atomic”.",
  }),
  "hit-failed-at-once": ({ strategy, code }: { strategy: string; code: string }) => ({
    what: `A hit of the strategy “${strategy}” was refused (${code}) before its first statement.`,
    remedy: "Look with an `inspect` cell at who holds the connections, then run the step again.",
  }),
  "own-transaction": ({ strategy }: { strategy: string }) => ({
    what: `The strategy “${strategy}” begins a transaction itself.`,
    remedy: "Leave out `transaction`.",
  }),
  "order-not-possible": ({ order }: { order: string }) => ({
    what: `The statements cannot be sent in the order ${order}: a client whose turn it is has nothing to send, or waits for a lock.`,
    remedy: "Take an order from the list that the cell shows without `order`.",
  }),
  "order-not-repeatable": ({ order }: { order: string }) => ({
    what: `The beginning ${order} was possible a moment ago and is not now: the strategy does not send the same statements each time.`,
    remedy:
      "Orders can be tried only of a strategy whose hits all do the same. See that nothing else uses the stack meanwhile.",
  }),
  "hit-hangs": ({ strategy, seconds }: { strategy: string; seconds: number }) => ({
    what: `The hits of “${strategy}” were not over after ${seconds} s: one waits for something that never comes, or sends statements without end.`,
    remedy: "Correct `hit` in the strategy's file, then run the step again.",
  }),
  "hit-program-ended": ({ strategy, how }: { strategy: string; how: string }) => ({
    what: `The program that sends the hits of “${strategy}” has ended (${how}).`,
    remedy: "Read the strategy's file for a mistake, then run the step again.",
  }),
};
