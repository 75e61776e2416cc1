import { formatNumber } from "../common/language.ts";
import { formatDuration } from "../drawing/format.ts";

const n = (value: number) => formatNumber(value, "en");

/** A question and its answer, in Markdown. */
export interface Asked {
  readonly question: string;
  readonly answer: string;
}

/** What the numbers of a result make one ask. An answer claims no more than the lab has measured or PostgreSQL and Redis promise. */
export const questions = {
  reserved: (max: number, reserved: number): Asked => ({
    question: `PostgreSQL has ${n(max)} places. Why does it keep ${n(reserved)} from the app?`,
    answer:
      "So that an administrator can still come in when the app has taken all the others: `superuser_reserved_connections`. The lab reads this table as a superuser, so it gets in even then. An app that itself connects as a superuser takes them too, and then nobody can look.",
  }),
  logged: (times: number): Asked => ({
    question: `PostgreSQL logged its most frequent line ${times === 1 ? "once" : `${n(times)} times`}. Which faults of the last run are not in this log?`,
    answer:
      "The lost updates. To PostgreSQL each of those statements was right, and it wrote no line about them. A log tells of what was refused, not of what was overwritten.",
  }),
  fastButWrong: (fast: string, rate: string, lost: string, sound: string, soundRate: string): Asked => ({
    question: `\`${fast}\` answered ${rate} hits/s and lost ${lost}; \`${sound}\` ${soundRate} and lost none. Which of the two is faster?`,
    answer:
      "The one whose hits are all there. Answers per second count what was promised; count what was kept before you compare.",
  }),
  soundAndFast: (sound: string, soundRate: string, unsound: string, rate: string): Asked => ({
    question: `\`${sound}\` lost none and was the faster one too: ${soundRate} ok/s, against ${rate} of \`${unsound}\`. What does it cost, then?`,
    answer:
      "Look along its row: hits that are only in the buffer are not in PostgreSQL yet, and are as safe as the buffer is; others were refused, or waited long (p99). If nothing of that is there, it costs nothing: the slow way was also the wrong one.",
  }),
  onlyCounting: (strategy: string, lost: string, ok: number): Asked => ({
    question: `\`${strategy}\` lost ${lost} of ${n(ok)} acknowledged hits. Would ok/s, p99 or the refusals have told you?`,
    answer:
      "No: speed, latency and refusals look the same whether a hit is kept or not. Only counting at both ends, what was promised and what is there, finds a lost update. That is what the ledger does.",
  }),
  shortRun: (strategy: string, rate: string, ms: number): Asked => ({
    question: `\`${strategy}\` ran for ${formatDuration(ms, "en")} at ${rate} ok/s. Why is that no speed to rank by?`,
    answer:
      "So short a run mostly measures the warm-up: connections are opened, code is compiled, caches are filled. It does show a loss. For speed, give the same cell `duration: 10` instead of `requests`.",
  }),
  bestSound: (name: string, rate: string): Asked => ({
    question: `Of the runs that lost nothing, \`${name}\` was the fastest with ${rate} ok/s. Would it be so tomorrow?`,
    answer:
      "Only a repeated run can say. Run the same cell three times and compare the medians; the shorter the run, the more chance and warm-up are in it.",
  }),
  between: (read: number, write: number): Asked => ({
    question: `What may another hit do between line ${n(read)} and line ${n(write)}?`,
    answer:
      "Everything, the same two lines included: it reads the number that this one has read, and writes the same result. The wider the gap and the more hits at once, the more of them disappear.",
  }),
  betweenBuffer: (read: number, clear: number): Asked => ({
    question: `A hit arrives in Redis between line ${n(read)} and line ${n(clear)}. Where is it afterwards?`,
    answer: "Nowhere: it came too late to be read and early enough to be deleted. Its client has its 200 OK.",
  }),
};
