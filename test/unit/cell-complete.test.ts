import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { actions } from "../../extension/actions/index.ts";
import { complete } from "../../extension/document/complete.ts";
import type { KnownNames } from "../../extension/document/described-action.ts";

const about = { en: "Adds one.", ru: "Прибавляет единицу." };
const names: KnownNames = {
  strategies: [
    { name: "naive", about, processes: false },
    { name: "buffered", about, processes: true },
  ],
};

/** The cursor stands at `|`. */
function at(text: string) {
  const offset = text.indexOf("|");
  const source = text.slice(0, offset) + text.slice(offset + 1);
  return { source, ...complete(source, offset, actions, names) };
}

const labels = (text: string) => at(text).suggestions.map(({ label }) => label);

/** The code after a suggestion was taken. */
function taken(text: string, label: string): string {
  const { source, from, to, suggestions } = at(text);
  const { insert } = suggestions.find((suggestion) => suggestion.label === label) ?? {};
  assert(insert !== undefined, `${label} is not among ${suggestions.map((each) => each.label)}`);
  return source.slice(0, from) + insert + source.slice(to);
}

const everyAction = actions.map(({ name }) => name);
const loadKeys = [
  "strategy",
  "requests",
  "duration",
  "connections",
  "rate",
  "by",
  "pause",
  "timeout",
  "processEvery",
  "fault",
  "retry",
  "trace",
];

describe("keys", () => {
  for (const text of ["|", "lo|", "# first\n|", "|\npredict: {}", "expect:\n  lost: 0\n|"]) {
    test(`an action can stand at ${JSON.stringify(text)}`, () => {
      assert.deepEqual(labels(text).slice(0, everyAction.length), everyAction);
    });
  }

  for (const text of ["load:\n|", "load:\n  strategy: naive\n|", "load: { strategy: naive }\nex|"]) {
    test(`beside an action, predict and expect: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(labels(text), ["predict", "expect", "needs"]);
    });
  }

  for (const text of [
    "load:\n  |",
    "load:\n  str|",
    "load: { | }",
    "load: {|}",
    "load: {|",
    "load: {\n  |\n}",
    "load:\n  |\npredict: { stored: 1000 }",
    "predict: { stored: 1 }\nload:\n    |",
  ]) {
    test(`the parameters of the action, at ${JSON.stringify(text)}`, () => {
      assert.deepEqual(labels(text), loadKeys);
    });
  }

  for (const text of [
    "load:\n  strategy: naive\n  |",
    "load:\n  strategy: naive\n  |\n  ",
    "load:\n  |\n  strategy: naive",
    "load: { strategy: naive, | }",
    "load: { strategy: naive, con|",
    "load: {\n  strategy: naive,\n  |\n}",
  ]) {
    test(`what is there is not suggested again: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(labels(text), loadKeys.slice(1));
    });
  }

  test("the keys of the result, for a guess and for an expectation", () => {
    const keys = labels("load: { strategy: naive }\npredict: { ok: 5, | }");
    assert.deepEqual(keys.slice(0, 3), ["attempted", "failed", "unknown"]);
    assert(labels("expect:\n  fail|\nload: { strategy: naive }").includes("failures.53300"));
    assert.deepEqual(labels("reset:\nexpect:\n  |"), ["forgottenRuns"]);
    assert(labels("compare: guarantees\nexpect:\n  |").includes("rows.kafka.lost"));
  });

  test("in a prediction, its reason", () => {
    assert.equal(labels("load: { strategy: naive }\npredict: { ok: 5, | }").at(-1), "why");
    assert.equal(taken("reset:\npredict:\n  wh|", "why"), "reset:\npredict:\n  why: ");
    for (const text of ["load: { strategy: naive }\npredict: { why: x, | }", "reset:\nexpect:\n  |"])
      assert(!labels(text).includes("why"), text);
  });

  test("inside a parameter that is a mapping", () => {
    assert.deepEqual(labels("load:\n  pause:\n    |"), ["after", "ms", "service"]);
    assert.deepEqual(labels("load: { strategy: naive, pause: { after: 2, | } }"), ["ms", "service"]);
    assert.equal(taken("load:\n  pau|", "pause"), "load:\n  pause:\n  ");
    assert.equal(taken("load: { pau|", "pause"), "load: { pause: ");
  });

  test("of a parameter that is a number or a list: an example of the list; in a list, the names", () => {
    assert.deepEqual(labels("sweep:\n  pool: |"), ["[ 1, 5, 10, 50 ]"]);
    assert(labels("sweep:\n  strategies: [ atomic, | ]").includes("naive"));
    assert(labels("sweep:\n  strategies: [ atomic ]\nexpect:\n  |").includes("knee.atomic.value"));
  });

  test("a word in place of parameters", () => {
    assert.deepEqual(labels("compare: |"), ["guarantees"]);
    assert.deepEqual(labels("compare: gua|"), ["guarantees"]);
  });

  test("what a cell can need", () => {
    assert.deepEqual(labels("load: { strategy: kafka }\nneeds: [|]"), [
      "pgbouncer",
      "rabbitmq",
      "kafka",
      "fastapi",
    ]);
    assert.deepEqual(labels("load: { strategy: kafka }\nneeds:\n  - |"), [
      "pgbouncer",
      "rabbitmq",
      "kafka",
      "fastapi",
    ]);
    assert(labels("load: { strategy: kafka }\n|").includes("needs"));
  });

  test("inside a list", () => {
    assert.deepEqual(labels("discuss:\n  questions:\n    - |"), ["answer", "question"]);
    assert.deepEqual(labels("discuss:\n  questions:\n    - question: Why?\n      |"), ["answer"]);
  });

  test("a key that is taken brings its colon, unless it has one", () => {
    assert.equal(taken("load:\n  str|", "strategy"), "load:\n  strategy: ");
    assert.equal(taken("load:\n  str|ateg: naive", "strategy"), "load:\n  strategy: naive");
    assert.equal(taken("|", "load"), "load:\n  ");
    assert.equal(taken("sto|", "stop"), "stop:");
  });

  test("documentation is there in both languages", () => {
    const connections = at("load:\n  |").suggestions.find(({ label }) => label === "connections");
    assert.match(connections?.about?.en ?? "", /at once.*whole number from 1 to 1,000; 50 by default/s);
    assert.match(connections?.about?.ru ?? "", /одновременно.*Целое число от 1 до 1\s000; по умолчанию 50/su);
  });
});

describe("values", () => {
  for (const text of [
    "load:\n  strategy: |",
    "load: { strategy: na| }",
    "load: { strategy: |",
    "show: { strategy: | }",
  ]) {
    test(`the strategies, at ${JSON.stringify(text)}`, () =>
      assert.deepEqual(labels(text), ["naive", "buffered"]));
  }

  test("only a buffer can be processed", () => {
    assert.deepEqual(labels("process: { strategy: | }"), ["buffered"]);
  });

  test("a number's default", () => {
    assert.deepEqual(labels("load: { strategy: naive, connections: | }"), ["50"]);
  });

  test("comparisons with numbers and with other values of the result", () => {
    const line = "load: { strategy: naive }\nexpect: { stored: | }";
    assert(labels(line).includes('"> 0"'));
    assert.equal(taken(line, '"= ok"'), 'load: { strategy: naive }\nexpect: { stored: "= ok" }');
  });

  for (const typed of ['">|"', '">|', ">|", "> |", '"|"']) {
    test(`a condition that is begun as ${typed} is replaced whole`, () => {
      const text = `load: { strategy: naive }\nexpect:\n  lost: ${typed}`;
      assert.equal(taken(text, '"> 0"'), 'load: { strategy: naive }\nexpect:\n  lost: "> 0"');
    });
  }

  test("a verdict is one of its words", () => {
    assert(labels("load: { strategy: naive }\nexpect: { verdict: | }").includes("exact"));
  });
});

test("nothing in comments, texts and where nobody knows more", () => {
  for (const text of [
    "load: # |",
    "discuss:\n  questions:\n    - question: |",
    "discuss:\n  questions:\n    - question: |-\n        some | text",
    "nothing:\n  |",
    "stop:\n  |",
    "load: { strategy: naive }\npredict: { ok: | }",
  ]) {
    const last = text.lastIndexOf("|");
    const source = text.slice(0, last) + text.slice(last + 1);
    assert.deepEqual(complete(source, last, actions, names).suggestions, [], text);
  }
});

test("no text and no position makes it throw", () => {
  const piece = fc.constantFrom(
    "load:",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    '"',
    "'",
    "- ",
    "strategy: ",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
    "# ",
    "expect:",
    ":",
    ",",
    "? ",
    "---",
    "naive",
  );
  const text = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, fc.nat(), (source, n) => {
      const { from, to } = complete(source, n % (source.length + 1), actions, names);
      assert(0 <= from && from <= to && to <= source.length);
    }),
    { numRuns: 300 },
  );
});
