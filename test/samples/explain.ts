import type { Collision, ExplainResult, Party } from "../../extension/actions/explain/result.ts";
import type { Ledger } from "../../extension/ledger/ledger.ts";
import { pooledOrder } from "./interleave.ts";

const hit = (name: string, read: number, atMs: number, readMs: Party["readMs"], backend: number): Party => ({
  id: `ac3f5fa0-4-${name}`,
  read,
  wrote: read + 1,
  atMs,
  readMs,
  backend,
  app: 17780,
});

/** In the order of their writes. */
const hits = [
  hit("2-7b959b5e", 31, 9.877, [2.469, 6.019], 17789),
  hit("3-06f45b98", 31, 16.422, [2.646, 6.477], 17790),
  hit("5-6364a734", 31, 23.473, [0.498, 6.998], 17792),
  hit("7-29513692", 32, 24.318, [22.476, 22.966], 17790),
  hit("4-3d45c054", 31, 28.813, [0.691, 7.243], 17791),
  hit("6-5027a51e", 32, 34.78, [17.182, 17.665], 17789),
  hit("8-5bd10794", 33, 37.18, [26.63, 27.786], 17792),
  hit("1-ab788805", 31, 40.198, [0.296, 6.759], 17788),
  hit("0-8af392c5", 31, 44.719, [0, 10.879], 17787),
  hit("9-d4ac73c1", 33, 45.936, [28.794, 29.708], 17790),
  hit("10-f04e3066", 33, 46.528, [36.692, 37.459], 17791),
  hit("11-95272e36", 34, 47.074, [39.038, 39.4], 17792),
  hit("13-1fbc9690", 32, 47.458, [43.604, 45.444], 17788),
  hit("12-c3642ce9", 34, 50.524, [39.927, 40.215], 17789),
  hit("14-5a05da13", 33, 56.521, [53.443, 55.719], 17788),
  hit("15-4926809d", 35, 58.247, [53.868, 56.442], 17792),
  hit("16-65ce3df4", 35, 60.337, [54.128, 56.675], 17791),
  hit("19-4a1454f1", 35, 61.229, [57.232, 57.809], 17789),
  hit("20-1263441d", 36, 63.351, [59.969, 60.978], 17788),
  hit("18-9f97ee3e", 35, 66.525, [55.581, 57.572], 17787),
  hit("21-4152540f", 36, 70.029, [60.733, 61.575], 17792),
  hit("23-4f17ac15", 36, 75.331, [63.247, 63.916], 17791),
  hit("22-d09f2eb4", 36, 76.396, [62.552, 62.854], 17789),
  hit("17-706a8e80", 35, 76.97, [55.317, 56.895], 17790),
];

const at = (index: number): Party => hits[index] as Party; // the numbers below are those of the rows above

const collision = (found: number, indices: readonly number[]): Collision => ({
  undid: indices.length - 1,
  found,
  hits: indices.map(at),
});

const ledger = (ok: number, stored: number): Ledger => ({
  attempted: ok,
  ok,
  failed: 0,
  unknown: 0,
  stored,
  pending: 0,
  lost: ok - stored,
  duplicated: 0,
  recovered: 0,
  byName: false,
  verdict: "lost",
});

/** 24 hits of 8 connections, of which 19 are gone: 17 collisions of four sizes. */
export const explained: ExplainResult = {
  action: "explain",
  run: 4,
  strategy: "pooled",
  acknowledged: 24,
  lost: 19,
  ledger: ledger(24, 5),
  explained: 19,
  overwrites: 17,
  worst: 4,
  restored: 12,
  causes: { overwritten: 19, thrownAway: 0, takenAndGone: 0, unrecorded: 0, surplus: 0 },
  sizes: [
    { undid: 1, times: 9 },
    { undid: 2, times: 4 },
    { undid: 3, times: 2 },
    { undid: 4, times: 2 },
  ],
  collisions: [
    collision(35, [4, 5, 10, 11, 12]),
    collision(35, [4, 5, 10, 13, 14]),
    collision(34, [4, 5, 6, 7]),
    collision(34, [8, 12, 14, 15]),
    collision(33, [2, 3, 4]),
    collision(33, [8, 12, 13]),
    collision(37, [17, 18, 19]),
    collision(37, [19, 22, 23]),
    collision(32, [0, 1]),
    collision(32, [1, 2]),
    collision(32, [7, 8]),
    collision(32, [8, 9]),
    collision(34, [9, 10]),
    collision(36, [15, 16]),
    collision(36, [16, 17]),
    collision(37, [20, 21]),
    collision(37, [21, 22]),
  ],
  removals: [],
  replay: { strategy: "pooled", order: "ABAB" },
  lostHits: [0, 1, 2, 3, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22].flatMap(
    (index) => at(index).id ?? [],
  ),
  recorded: { writes: 24, commands: 0, hits: 24 },
  price: { requestsPerSecond: 209.1, untraced: { run: 3, requestsPerSecond: 231.4 } },
};

export const explainedAndPlayed: ExplainResult = { ...explained, played: pooledOrder };

/** The names of hits that came one after the other. */
const named = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const end = (((first + index) * 2654435761) >>> 0).toString(16).padStart(8, "0");
    return `d4789587-2-${first + index}-${end}`;
  });

/** A worker that reads the buffer and then deletes it. */
export const explainedBuffer: ExplainResult = {
  action: "explain",
  run: 2,
  strategy: "buffered",
  acknowledged: 1500,
  lost: 560,
  ledger: ledger(1500, 940),
  explained: 560,
  overwrites: 0,
  worst: 0,
  restored: 0,
  causes: { overwritten: 0, thrownAway: 560, takenAndGone: 0, unrecorded: 0, surplus: 0 },
  sizes: [],
  collisions: [],
  replay: null,
  removals: [
    {
      atMs: 222.68,
      read: 143,
      removed: 508,
      thrownAway: 365,
      gone: 0,
      hits: named(143, 20),
    },
    {
      atMs: 279.489,
      read: 263,
      removed: 361,
      thrownAway: 98,
      gone: 0,
      hits: named(771, 20),
    },
    {
      atMs: 345.306,
      read: 302,
      removed: 399,
      thrownAway: 97,
      gone: 0,
      hits: named(1171, 20),
    },
  ],
  lostHits: named(143, 100),
  recorded: { writes: 4, commands: 1524, hits: 1508 },
  price: { requestsPerSecond: 4838.6, untraced: null },
};
