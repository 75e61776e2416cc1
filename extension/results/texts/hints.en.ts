import { formatNumber } from "../../common/language.ts";

const n = (value: number) => formatNumber(value, "en");

/** What the numbers of a run make one ask. */
export const hints = {
  refusedAndLost: (failed: number, lost: number) =>
    `${n(failed)} clients were told no, and ${n(lost)} or more were told yes for nothing. Which of the two would anybody notice?`,
  silentLoss: (lost: number) =>
    `Not one error, and still ${n(lost)} are gone. What do two hits do that read the same number at the same time?`,
  lostWhileProcessing: (calls: number) =>
    `The buffer was emptied ${n(calls)} ${calls === 1 ? "time" : "times"} while hits came in. What happens to one that arrives between reading it and clearing it?`,
  fewerConnections: (connections: number) =>
    `This was with ${n(connections)} connections. How many would be lost with 1? Predict, then run it.`,
  onlyRefused: (failed: number) =>
    `${n(failed)} were refused, but nobody was promised anything false. What should a client do with a refusal?`,
  pending: (pending: number) =>
    `${n(pending)} are only in the buffer. What would be left of them if Redis stopped this second?`,
  duplicated: "What ran twice: the hit itself, or the step that moves the buffer into PostgreSQL?",
  unexpected: "Who stored them, if the client was told no? Is the refusal sent after the work was done?",
  unanswered: (unknown: number) =>
    `${n(unknown)} got no clear answer. If a client sends such a hit again, may it be counted twice?`,
  price: "Nothing is missing. What did it cost? Compare ok/s and p99 with the other strategies.",
  noneAcknowledged: "Look at the code below: what was the app waiting for, and who had it?",
};
