import { rankableSeconds } from "../../ledger/long-enough.ts";
import { numberWords } from "../number-words.ts";

const { n, many } = numberWords("en");

/** An answer claims no more than the lab has measured or PostgreSQL and Redis promise. */
export const en = {
  noneAcknowledged: (failed: number) => ({
    question: `All ${n(failed)} answers were refusals. What was the app waiting for, and who had it?`,
    answer:
      "The code of the refusal, in the table above, says which resource it was: a connection, Redis, PostgreSQL itself. An `inspect` cell shows who holds the connections now and what the server has logged.",
  }),
  duplicated: {
    question: "What ran twice: the hit itself, or the step that moves the buffer into PostgreSQL?",
    answer:
      "If nobody sent a hit twice, it was the step: two of them read the same number and both add it, or one is repeated after a crash that came between adding and clearing. A batch whose name PostgreSQL stores in the same transaction can be repeated safely.",
  },
  surplus: (surplus: number, failed: number) => ({
    question: `${n(surplus)} too many were counted, and ${many(failed, "hit was", "hits were")} refused. Were refused hits stored, or others counted twice?`,
    answer:
      "The counter alone cannot tell. Look in the code for a refusal that can follow the work: an error after the UPDATE or the COMMIT, with nothing rolled back. A strategy that stores the id of each hit, as `append` does, would show which ones they are.",
  }),
  lostWhileProcessing: (calls: number) => ({
    question: `The buffer was emptied ${many(calls, "time", "times")} while hits came in. What happens to one that arrives between reading it and clearing it?`,
    answer:
      "It is added to a number that has been read already, and then deleted with it: acknowledged, and in neither place. Moving the buffer aside in one step (`RENAME`) leaves no such gap: a hit comes either before it or begins a new count.",
  }),
  lostToKill: (service: string, lost: number, byName: boolean) => ({
    question: `${service} was killed during the load, and ${byName ? "" : "at least "}${many(lost, "acknowledged hit is", "acknowledged hits are")} gone. Where were they when they were acknowledged?`,
    answer:
      "Probably only in the memory of a process: a kill takes that, and nothing that has been written to disk. Run the same load without `fault`. What is lost then, too, has another cause; what is lost only with the kill was acknowledged too early.",
  }),
  refusedAndLost: (failed: number, lost: number, shortOfConnections: boolean, mayOverlap: boolean) => ({
    question: `${many(failed, "hit was", "hits were")} refused, and ${n(lost)} or more got 200 OK for lost data. Which of the two would anyone notice?`,
    answer: [
      "The refusals: they stand in the clients' logs, in the server's log and in every error rate. The lost hits were answered with 200 OK and logged by nobody. **Two faults at once:**",
      shortOfConnections
        ? "the refusals come from too few connections;"
        : "the codes in the table above say where the refusals come from;",
      mayOverlap
        ? "the loss has another cause, and code that reads the number, adds one and writes it back would be such a cause."
        : "the loss has another cause.",
      "Curing one leaves the other.",
    ].join(" "),
  }),
  silentLoss: (lost: number) => ({
    question: `Not one error, and still ${many(lost, "hit is", "hits are")} gone. What do two hits do that read the same number at the same time?`,
    answer:
      "Both read, say, 7, both add one, and both write 8: two hits, one more on the counter. PostgreSQL did exactly what it was told both times, so there is nothing to log. One `UPDATE counter SET value = value + 1` lets PostgreSQL read and write in one step, and the second hit waits for the first.",
  }),
  fewerConnections: (connections: number) => ({
    question: `This was with ${n(connections)} connections. How many would be lost with 1? Predict, then run it.`,
    answer:
      "With one connection the next hit is sent only when the last one was answered, so no two hits overlap and nobody reads a number that another is about to change. Set `connections: 1`, and see whether the ledger closes. A test that sends one hit at a time never finds this fault.",
  }),
  storedTwiceUnderOneId: (twice: number) => ({
    question: `${many(twice, "hit is", "hits are")} stored more than once, and each attempt carried the same id. What would have to look at that id?`,
    answer:
      "Whatever stores the hit. An id that is only written down is a name; it becomes an *idempotency key* where a unique constraint guards it: `INSERT … ON CONFLICT DO NOTHING`, in the same transaction as the count. `stream` does so; `append`, `queue-in-pg` and the counters do not.",
  }),
  storedTwice: (twice: number) => ({
    question: `${many(twice, "hit is", "hits are")} stored more than once, and in the account of the attempts nothing is wrong. Who could have noticed?`,
    answer:
      "Only the client: it knows that its second attempt means the same hit. For the server a new id is a new hit. So the client must choose the id once, before the first attempt, and send it with every further one.",
  }),
  unexpected: {
    question:
      "How were they stored, if the client got a refusal? Was the refusal sent after the work was done?",
    answer:
      "An app can fail after its COMMIT and before its answer: then the work is done and the client hears of an error. That is why a refusal must be sent only when nothing was stored, and why a client that cannot tell should repeat a hit under the *same* id.",
  },
  unanswered: (unknown: number) => ({
    question: `${n(unknown)} got no clear answer. If a client sends such a hit again, may it be counted twice?`,
    answer:
      "Yes. The hit may have been lost on its way, or only its answer: the client sees the same silence. A bare counter cannot tell the repeated hit from a new one; with an id for each hit, and a unique constraint on it, the second one changes nothing.",
  }),
  pending: (pending: number) => ({
    question: `${many(pending, "hit is", "hits are")} only in the buffer. What would be left of them if Redis stopped this second?`,
    answer:
      "It depends on what Redis writes to disk. Without persistence a killed Redis forgets them all. With the append-only file, what it has written survives the death of the process; only a power cut can still take the last moments. “Accepted” is as durable as the buffer is.",
  }),
  onlyRefused: (failed: number) => ({
    question: `${many(failed, "hit was", "hits were")} refused, but no refused hit was acknowledged. What should a client do with a refusal?`,
    answer:
      "Wait a little, longer each time, and try again a limited number of times. A refusal is an honest answer: the client knows that nothing was counted and that trying again cannot count twice. Trying again at once would only make the surge longer.",
  }),
  nextRate: (rate: number, waited: number) => ({
    question:
      waited === 0
        ? `At ${n(rate)} hits/s none waited in line. At which rate would a line form? Predict, then double it.`
        : `At ${n(rate)} hits/s ${n(waited)} waited in line. At which rate would a line never clear? Predict, then double it.`,
    answer:
      "As soon as hits are due faster than they are answered, for a moment or for good, a line forms and every hit behind it waits. Double `rate` until hits wait in line and fewer leave per second than were asked for: that is the most this strategy can do here.",
  }),
  waitedInLine: (due: string, sent: string) => ({
    question: `Counted from when it was due, one hit in a hundred took ${due} ms or longer; from when it left, ${sent} ms. Which of the two does a user feel?`,
    answer:
      "The first. The user clicked when the hit was due; that it stood in line first is a part of the wait. A closed loop has no line: it does not click until the last answer is there, and so measures only the second.",
  }),
  price: (rate: string, p99: string) => ({
    question: `Nothing is missing, at ${rate} ok/s with a p99 of ${p99} ms. What did it cost?`,
    answer: `Run a \`compare\` cell after a few strategies and look at ok/s and p99 next to *lost*: a fast strategy that loses hits is no rival. Only runs of at least ${rankableSeconds} s can be ranked; a shorter one mostly measures the warm-up.`,
  }),
};
