import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../../test/samples/index.ts";
import { shown, tables } from "../../../test/support/shown.ts";
import { present } from "../present.ts";

test("connections add up to all that PostgreSQL takes, and the reserved ones are named", () => {
  for (const [app, expected] of [
    [7, ["9", "3"]],
    [17, ["0", "2"]],
    [40, ["0", "0"]],
  ] as const) {
    const byState = [
      { role: "surge_app", state: "idle", count: app },
      { role: "surge_admin", state: "active", count: 1 },
    ];
    const result = { ...samples.inspect, connections: { max: 20, reserved: 3, byState } };
    const table = tables(present(samples.cell(result), "en")).find(({ caption }) =>
      /Connections/.test(caption),
    );
    assert.deepEqual(
      table?.rows.slice(-2).map((row) => row.slice(1)),
      [
        ["free for every role", expected[0]],
        ["reserved for superusers", expected[1]],
      ],
    );
  }
});

test("whose connections they are is said where PgBouncer stands in between", () => {
  const through = { ...samples.inspect, pgbouncer: true as const };
  assert.match(shown(present(samples.cell(through), "en"), 400), /surge_app are those of PgBouncer/);
  assert.doesNotMatch(shown(present(samples.cell(samples.inspect), "en"), 400), /PgBouncer/);
});

test("a strategy that does not say what is in its buffer is named, and hides no other", () => {
  const silent = { ...samples.inspect, unanswered: [{ strategy: "mine", stored: 7 }] };
  const blocks = present(samples.cell(silent), "en");
  const table = tables(blocks).find(({ caption }) => caption === "Counters");
  assert.deepEqual(table?.rows.at(-1), ["mine", "7", "?"]);
  assert.equal(table?.rows.length, samples.inspect.counters.length + 1);
  assert.match(shown(blocks, 80), /did not say what is in the buffer of mine/);
});

test("a log that could not be read is said to be unread, and why; not to be empty", () => {
  const unreadLog = { en: "Docker does not answer. Start it.", ru: "Docker не отвечает. Запустите его." };
  const result = { ...samples.inspect, log: [], unreadLog };
  const text = shown(present(samples.cell(result), "en"), 80);
  assert.match(text, /could not be read\. Docker does not answer\. Start it\./);
  assert.doesNotMatch(text, /logged nothing/);
});

test("the headline says how much PostgreSQL has logged, where it has", () => {
  const line = (service: "postgres" | "app", times: number) => ({ service, text: "x", times });
  const headline = (result: Partial<typeof samples.inspect>) => {
    const [first] = present(samples.cell({ ...samples.inspect, ...result }), "en");
    return first?.kind === "verdict" ? first.text : undefined;
  };
  const log = [line("postgres", 718), line("app", 5), line("postgres", 216)];
  assert.match(String(headline({ log })), /in use\. PostgreSQL has logged 934 lines since/);
  assert.match(String(headline({ log, leftOut: 3 })), /at least 934 lines/);
  assert.match(String(headline({ log: [line("app", 5)] })), /in use\.$/);
});

test("lines of the log that are left out are counted", () => {
  const blocks = present(samples.cell({ ...samples.inspect, leftOut: 4900 }), "en");
  assert.match(shown(blocks, 80), /4,900 more lines are left out, none of them more frequent/);
});

test("hits that are in a buffer only by the app's word are marked, and named with their number", () => {
  const counters = [
    { strategy: "batched", stored: 0, pending: 1000 },
    { strategy: "memory", stored: 5, pending: 1200, claimed: 1100 },
  ];
  const blocks = present(samples.cell({ ...samples.inspect, counters }), "en");
  const table = tables(blocks).find(({ caption }) => caption === "Counters");
  assert.deepEqual(
    table?.rows.map((row) => row.at(-1)),
    ["1,000", "1,200*"],
  );
  assert.match(shown(blocks, 80), /\* Only by the app's word: memory 1,100\./);
  assert.doesNotMatch(shown(present(samples.cell(samples.inspect), "en"), 80), /by the app's word/);
});

test("an inspection has a row for each strategy that has counted, and names those at zero", () => {
  const zero = ["atomic", "stream"].map((strategy) => ({ strategy, stored: 0, pending: 0 }));
  const some = { ...samples.inspect, counters: [...samples.inspect.counters, ...zero] };
  const table = tables(present(samples.cell(some), "en")).find(({ caption }) => caption === "Counters");
  assert.deepEqual(
    table?.rows.map(([strategy]) => strategy),
    ["naive", "batched"],
  );
  assert.equal(table?.note, "At zero: atomic, stream.");
  const none = present(samples.cell({ ...samples.inspect, counters: zero }), "ru");
  assert.match(shown(none, 30), /Все счётчики на нуле/);
  assert.ok(!tables(none).some(({ caption }) => caption === "Счётчики"));
});
