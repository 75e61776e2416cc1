import { rankableSeconds } from "../../../ledger/long-enough.ts";
import type { FaultTarget } from "../../../stack/stack.ts";
import { describeHits } from "../../crash/words.en.ts";
import { numberWords } from "../../number-words.ts";
import type { Asked } from "../../questions.ts";
import type { Gap, GuaranteeRow, KilledUnder, OperatedService } from "./result.ts";

const { n, many, time } = numberWords("en");

const wrong = ({ lost, duplicated }: Pick<KilledUnder, "lost" | "duplicated">): string =>
  describeHits({ lost, duplicated, pending: 0, stored: 0 });

export const en = {
  none: "Nothing has been measured yet: run a load first.",
  verdict: (wrongRows: string, soundRows: string): string =>
    [
      ...(wrongRows === "" ? [] : [`Lost or counted twice somewhere: ${wrongRows}.`]),
      ...(soundRows === "" ? [] : [`Nothing lost or counted twice in anything measured here: ${soundRows}.`]),
    ].join(" "),
  charts: "What you get, and what it takes",
  lostShare: "Lost, of the acknowledged",
  speed: "How fast",
  reliability: "What is lost when something dies",
  effort: "What there is to write and to run",
  open: "Not measured yet, and the cells that would",
  columns: {
    strategy: "Strategy",
    rate: "ok/s",
    p99: "p99 to accept, ms",
    drain: "Time to empty the buffer",
    lost: "Lost",
    duplicated: "Duplicated",
    crashes: "A worker killed at each place",
    killed: "A server killed in the middle of a load",
    lines: "Lines of code",
    files: "Files",
    services: "Servers to run",
    gap: "What",
    cell: "Cells",
  },
  notMeasured: "not measured",
  noBuffer: "no buffer to empty",
  noFailpoint: "no place to crash it at",
  short: `* shorter than ${rankableSeconds} s: it mostly measures the warm-up; do not rank by it. Lost and duplicated: the most in anything measured here; a lower bound where only a counter can be checked.`,
  disturbed: "§ disturbed: other programs took a large part of the processor in every run of it.",
  most: "Lost and duplicated: the most in anything measured here; a lower bound where only a counter can be checked.",
  linesNote:
    "Counted in the files that the app runs: without comments, blank lines and what only the lab needs (texts, the look into the buffer, the places to crash at); with the client of a broker, without what all strategies share.",
  drained: ({ hits, ms, by, atOnce }: NonNullable<GuaranteeRow["drain"]>): string => {
    const who =
      by === "process"
        ? many(atOnce, "call of process", "calls of process")
        : many(atOnce, "worker", "workers");
    return `${many(hits, "hit", "hits")} in ${time(ms)} (${who})`;
  },
  wrong,
  exactAt: (places: number, isRest: boolean): string =>
    isRest ? `otherwise exact (${n(places)})` : `exact at all ${n(places)}`,
  exact: "exact",
  killed: (target: FaultTarget, found: KilledUnder): string => {
    const parts = [
      `refused ${n(found.refused)}`,
      `unknown ${n(found.unknown)}`,
      wrong(found) || "lost 0",
      ...(found.backAfterMs === null ? [] : [`back after ${time(found.backAfterMs)}`]),
    ];
    return `${target}: ${parts.join(", ")}`;
  },
  gaps: (gap: Gap, buffer: OperatedService): string =>
    ({
      pace: "speed, long enough to rank",
      drain: "time to empty the buffer: a load, then",
      crashes: "crashes of a worker",
      killed: `${buffer} killed in the middle of a load`,
    })[gap],

  questions: {
    moreForWhat: (
      plain: string,
      lines: number,
      servers: number,
      rich: string,
      more: number,
      all: number,
    ): Asked => ({
      question: `\`${plain}\` takes ${many(lines, "line", "lines")} and ${many(servers, "server", "servers")}, \`${rich}\` ${many(more, "line", "lines")} and ${n(all)}; neither has lost anything here. What do you get for the difference?`,
      answer:
        "Not fewer losses: what makes both exact is that PostgreSQL commits the hits together with the proof that they are done. A broker gives what the counter does not need: other readers of the same events, replay, routing, several machines that take over from each other. If you need none of that, you pay for upgrades, monitoring and on-call nights and get nothing in return.",
    }),
    onlyTheCrash: (strategy: string, lost: number, place: string): Asked => ({
      question: `\`${strategy}\` was exact in every load without a fault, and loses ${many(lost, "hit", "hits")} when its worker dies at ${place}. Which of your tests would have found that?`,
      answer:
        "Hardly one that only sends load: the worker is at that place for only a moment in each batch. It takes a crash at every place on purpose, or years of operation. So ask of each buffer not how fast it is, but what its worker does between the buffer and the COMMIT.",
    }),
    refusedNotLost: (strategy: string, target: string, refused: number): Asked => ({
      question: `While ${target} was down, \`${strategy}\` refused ${many(refused, "hit", "hits")} and lost none of those that it had acknowledged. Is that a failure?`,
      answer:
        "No, it is what was promised. Every “OK” that was given is kept; what cannot be kept is not promised: the client gets a refusal, knows that nothing was stored, and can try again. What no single server can do is go on accepting while it is down: that takes a second one that has the data too (replication, quorum), and it is the real reason for a cluster.",
    }),
  },
};
