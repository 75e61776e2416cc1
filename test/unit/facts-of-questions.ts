import type { Facts } from "./facts.ts";

/** The same for the answers to the questions below a result, by the catalogue that they stand in. */
export const factsOfQuestions: Facts = {
  "claims/words": {
    "half of a true one":
      "claims pooled-load batched-race buffer-cost#kill-redis-none atomic-pace coalesced-pace",
  },
  "compare/words": {
    "Answers per second count promises": "advice",
    "only in the buffer are not in PostgreSQL yet": "buffered-load buffer-cost#kill-redis-none",
    "finds a lost update": "pooled-load atomic-load",
    "A run shorter than": "test: help, questions and marks give one rule for what is long enough to rank",
    "Only a repeated run": "advice",
  },
  "compare/guarantees/words": {
    "what makes both exact":
      "other-buffers#matrix other-buffers#rabbitmq-matrix other-buffers#kafka-matrix buffer-cost#crash-batched-late",
    "A broker gives what":
      "documented by Kafka: consumer groups, offsets, replication; by RabbitMQ: exchanges, quorum queues",
    "Hardly one that only sends load": "buffer-cost#matrix",
    "Every “OK” that was given":
      "other-buffers#redis-killed other-buffers#rabbitmq-killed other-buffers#kafka-killed",
    "a second one that has the data too":
      "test: three nodes: one may die, and nothing acknowledged is lost; when two are dead, hits are refused",
  },
  "explain/words": {
    "Nobody who could have noticed it":
      "test: each write was correct for the value that its hit had read, and others are undone by it",
    "Time. `GET` and `DEL` are two commands":
      "test: what comes between GET and DEL is deleted without having been read, and has names",
  },
  "inspect/words": {
    "gets in even then": "test: says when the app has left it no connection",
    "An app that itself connects": "documented by PostgreSQL: superuser_reserved_connections",
    "what was refused, not of what was overwritten": "inspect-naive pooled-load",
  },
  "interleave/words": {
    "protects *transactions*": "inside-postgres#orders-pooled inside-postgres#orders-transaction",
    "plays only these":
      "test: pooled with three clients: 90 orders, of which only the 6 serial ones are right",
    "With 40001 PostgreSQL says":
      "inside-postgres#one-order inside-postgres#orders-transaction inside-postgres#rung-serializable-once; 40001, 200",
    "keeps the lock until its COMMIT":
      "inside-postgres#orders-locked inside-postgres#rung-locked inside-postgres#rung-atomic",
    "a hit is one statement": "inside-postgres#orders-atomic",
    "Begin the whole transaction again":
      "test: serializable: who was overtaken tries again, and every order ends well",
    "the second read came before": "inside-postgres#orders-pooled",
    "not luck but proof":
      "test: there are as many orders as there are ways to choose places, each once, and the last one says so",
  },
  "load/questions": {
    "The code of the refusal": "naive-load inspect-naive",
    "If nobody sent a hit twice": "buffer-cost#twice-buffered",
    "can be repeated safely": "buffer-cost#crash-batched-late buffer-cost#twice-batched",
    "The counter alone cannot tell":
      "test: a counter that is too high is blamed on repeated or on refused hits only where no other reason is left | a loss that is hidden by a duplicate: the number is right, the names are not",
    "It is added to a number": "test: buffered: hits that arrive between GET and DEL are gone",
    "leaves no such gap": "batched-race",
    "only in the memory of a process":
      "inside-postgres#early-memory buffer-cost#kill-redis-none buffer-cost#kill-redis-always",
    "every error rate": "naive-load inspect-naive; 200",
    "Curing one leaves the other": "pooled-load; 200",
    "so there is nothing to log": "pooled-load inspect-naive inside-postgres#orders-pooled; 7, 8",
    "lets PostgreSQL read and write": "atomic-load inside-postgres#orders-atomic; 7, 8",
    "never finds this fault":
      "test: pooled with three clients: 90 orders, of which only the 6 serial ones are right",
    "fail after its COMMIT": "test: PostgreSQL stopped in the middle of a write: nobody can tell",
    "under the *same* id":
      "test: the broker freezes for longer than the app waits: what is sent once more counts once",
    "only its answer:": "test: Redis killed with hits under way: unknown, and not sent again",
    "a unique constraint on it":
      "test: the broker freezes for longer than the app waits: what is sent once more counts once",
    "a killed Redis forgets them": "buffer-cost#kill-redis-none",
    "survives the death of the process": "test: killed with hits pending, loses",
    "only a power cut": "documented by Redis: append-only file, appendfsync",
    "*idempotency key*":
      "test: under one id: a strategy that only writes the id down stores it twice | under one id: a strategy that knows the ids that it has stored stores it once",
    "For the server a new id is a new hit":
      "test: without an id of their own: each attempt is stored, and the account of the attempts does not show it",
    "Wait a little": "advice",
    "the client knows that nothing was counted":
      "test: refusals are failed by their code; only those that say so are unknown",
    "every hit behind it waits":
      "test: a server that is too slow for the rate: all wait in line, and none is sent that nobody would wait for",
    "A closed loop has no line": "inside-postgres#frozen-closed inside-postgres#frozen-open",
    "can be ranked; a shorter one":
      "test: help, questions and marks give one rule for what is long enough to rank",
  },
  "matrix/words": {
    "at a random time": "buffer-cost#matrix buffer-cost#crash-buffered",
    "together with the proof": "buffer-cost#matrix buffer-cost#crash-batched buffer-cost#crash-batched-late",
    "committed and still in the buffer":
      "test: a strategy that deletes after the commit counts twice there: the matrix can find that, too",
  },
  "pause/words": {
    "about the same second":
      "inside-postgres#compare-frozen inside-postgres#frozen-closed inside-postgres#frozen-open; 10, 2, 1000",
  },
  "process/words": {
    "read before and after": "definition",
    "what is stuck stays": "instruction",
    "is changed once for all of them": "buffered-process show-buffered",
    "Batching is what helps": "atomic-pace batched-pace coalesced-pace",
  },
  "show/words": {
    "writes the same result": "pooled-load inside-postgres#orders-pooled",
    "early enough to be deleted": "test: buffered: hits that arrive between GET and DEL are gone",
  },
  "start/words": {
    "an immediate refusal": "naive-load inspect-naive; 53300",
    "lends its connections in turn": "pooled-load; 53300",
    "PgBouncer accepts all 50":
      "test: fifty connections at once are none too many, and the lost update stays",
  },
  "step/words": {
    "only in the worker's memory": "buffer-cost#crash-buffered buffer-cost#crash-getdel",
    "the next one adds them **again**":
      "test: a strategy that deletes after the commit counts twice there: the matrix can find that, too",
    "what helps is a name": "buffer-cost#crash-batched-late",
    "*which* hits or which batch": "buffer-cost#crash-batched-late buffer-cost#matrix",
    "had claimed them and not yet": "buffer-cost#crash-batched buffer-cost#matrix",
    "was rolled back as soon as": "test: a crash before the COMMIT loses nothing",
    "Look along the last column":
      "test: a walk shows each place: the line, what both servers hold, and what a crash would cost",
  },
  "worker/words": {
    "the counter lags": "buffer-cost#workers buffer-cost#workers-backlog",
    "more hits arrive than are moved": "other-buffers#one-partition-workers",
  },
};
