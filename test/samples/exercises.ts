import { createHash } from "node:crypto";
import type { BeginResult } from "../../extension/actions/begin/begin.ts";
import { checkerDemands } from "../../extension/actions/check/checker/subject.ts";
import type { CheckResult, DemandResult } from "../../extension/actions/check/result.ts";
import { en } from "../../extension/actions/check/words.en.ts";
import { ru } from "../../extension/actions/check/words.ru.ts";
import type { HintResult } from "../../extension/actions/hint/hint.ts";
import type { SolutionResult } from "../../extension/actions/solution/solution.ts";
import { explained } from "./explain.ts";

const accused: DemandResult = {
  name: "acceptsCorrect",
  passed: false,
  seen: {
    code: "accused",
    numbers: [265, 494],
    said: { en: "0 acknowledged, 1 counted", ru: "0 acknowledged, 1 counted" },
  },
  history: {
    events: [
      { what: "sent", client: "a", id: "a1" },
      { what: "crashed", program: "app" },
      { what: "unanswered", id: "a1" },
      { what: "read-counter", stored: 1, pending: 0 },
    ],
    faults: null,
  },
  durationMs: 182,
};

const escaped: DemandResult = {
  name: "mixesUp",
  passed: false,
  seen: { code: "escaped", numbers: [29, 108] },
  history: {
    events: [
      { what: "sent", client: "a", id: "a1" },
      { what: "sent", client: "b", id: "b1" },
      { what: "acknowledged", id: "a1" },
      { what: "acknowledged", id: "b1" },
      { what: "process-begun" },
      { what: "process-ended" },
      { what: "read-ids", stored: ["b1", "b1"], pending: [] },
    ],
    faults: { lost: 1, duplicated: 1, unexpected: 0, outOfOrder: 0 },
  },
  durationMs: 44,
};

const source =
  "export async function hit(): Promise<void> {\n  await pool.query(\"UPDATE counter SET value = value + 1 WHERE strategy = 'yours'\");\n}\n";

export const begin: BeginResult = {
  action: "begin",
  exercise: "exercise-1",
  file: "lab-stack/app/strategies/yours.ts",
  kept: "yours.before-exercise-1.ts.txt",
  source,
};

export const beginOfOwnApp: BeginResult = {
  action: "begin",
  exercise: "exercise-1",
  file: "my-app/server.ts",
  kept: null,
  source: "await redis.incr(pendingHits);\n",
  contract: "start:\n  app:\n    folder: ./my-app\n    command: node server.ts\n    hit: POST /hit",
};

export const hint: HintResult = {
  action: "hint",
  exercise: "exercise-1",
  number: 2,
  of: 3,
  text: {
    en: "The value must not change between *reading* and `UPDATE`.",
    ru: "Значение не должно меняться между *чтением* и `UPDATE`.",
  },
};

export const solution: SolutionResult = {
  action: "solution",
  exercise: "exercise-1",
  file: "solution.ts",
  source,
};

export const checkOfChecker: CheckResult = {
  action: "check",
  exercise: "exercise-9",
  file: "lab-stack/checker/check.ts",
  isolated: true,
  seed: 411,
  sourceHash: "0d2bafc1f2a83962c6c3c4d5f0a1b6e7d8c9f0011223344556677889900aabbc",
  passed: false,
  met: checkerDemands.length - 2,
  demands: checkerDemands.map((name) => {
    if (name === "acceptsCorrect") return accused;
    if (name === "mixesUp") return escaped;
    return { name, passed: true, seen: { code: "agrees", numbers: [118] }, durationMs: 90 };
  }),
  asked: { hints: 0, solution: false },
  durationMs: 2_310,
};

export const check: CheckResult = {
  action: "check",
  exercise: "exercise-1",
  strategy: "yours",
  seed: 290117,
  sourceHash: createHash("sha256").update(source).digest("hex"),
  source: { file: "lab-stack/app/strategies/yours.ts", text: source },
  passed: false,
  met: 2,
  demands: [
    { name: "appIsUnchanged", passed: true, seen: { code: "unchanged", numbers: [] }, durationMs: 12 },
    {
      name: "storesTheSurge",
      passed: false,
      seen: { code: "lost", numbers: [explained.lost, explained.acknowledged] },
      ledger: explained.ledger,
      explained,
      durationMs: 1_430,
    },
    { name: "storesAnySurge", passed: true, seen: { code: "keptAll", numbers: [] }, durationMs: 2_020 },
    {
      name: "needsNoRedis",
      passed: false,
      seen: {
        code: "thrown",
        numbers: [],
        said: { en: "The app does not answer.", ru: "Приложение не отвечает." },
      },
      durationMs: 4_100,
    },
    { name: "survivesTheApp", passed: null, seen: { code: "outOfTime", numbers: [] }, durationMs: 102_000 },
  ],
  asked: { hints: 1, solution: false },
  durationMs: 109_900,
};

export const checkOfOwnApp: CheckResult = {
  action: "check",
  exercise: "exercise-4",
  strategy: "own",
  folder: "my-app/",
  seed: 290119,
  sourceHash: "b394d0300ba2",
  ownApp: {
    contract: {
      folder: "my-app",
      command: "uvicorn main:app --port $PORT",
      hit: "POST /hit",
      stored: { sql: "SELECT value FROM counter WHERE id = 1" },
    },
    missing: { en: en.notCarried.because.noText("old.py"), ru: ru.notCarried.because.noText("old.py") },
  },
  passed: null,
  met: 0,
  demands: (["survivesKills", "keepsWhileProcessing", "keepsWithTwo"] as const).map((name) => ({
    name,
    passed: null,
    seen: { code: "noProcess", numbers: [] },
    durationMs: 0,
  })),
  asked: { hints: 0, solution: false },
  durationMs: 910,
};

export const checkOfText: CheckResult = {
  action: "check",
  exercise: "exercise-8",
  file: "comparison.md",
  seed: 290118,
  sourceHash: "b394d0300ba2f3962c6c3c4d5f0a1b6e7d8c9f0011223344556677889900aabb",
  passed: false,
  met: 6,
  demands: [
    { name: "runsAreUnedited", passed: true, seen: { code: "unedited", numbers: [] }, durationMs: 0 },
    { name: "ranBoth", passed: true, seen: { code: "ran", numbers: [] }, durationMs: 0 },
    { name: "ranAlike", passed: true, seen: { code: "alike", numbers: [] }, durationMs: 0 },
    {
      name: "figuresAreOwn",
      passed: false,
      seen: {
        code: "figuresForeign",
        numbers: [1, 14],
        said: {
          en: "“100,000 hits/s”; the nearest is 12,793.4 hits/s (hits per second, `stream` in `redis-pace`)",
          ru: "«100 000 запросов/с»; ближе всего 12\u00a0793,4\u00a0запросов/с (запросов в секунду, `stream`; `redis-pace`)",
        },
      },
      durationMs: 0,
    },
    { name: "tellsSpeed", passed: true, seen: { code: "told", numbers: [] }, durationMs: 0 },
    { name: "tellsLatency", passed: true, seen: { code: "told", numbers: [] }, durationMs: 0 },
    { name: "tellsLosses", passed: true, seen: { code: "told", numbers: [] }, durationMs: 0 },
    {
      name: "tellsReturn",
      passed: false,
      seen: {
        code: "untold",
        numbers: [1],
        said: {
          en: "`rabbitmq`: how long the server was away (`broker-killed`)",
          ru: "`rabbitmq`: сколько времени сервера не было (`broker-killed`)",
        },
      },
      durationMs: 0,
    },
  ],
  asked: { hints: 0, solution: false },
  durationMs: 40,
};
