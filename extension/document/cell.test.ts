import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import * as z from "zod";
import { growth } from "../../test/support/growth.ts";
import { alike } from "../common/language.ts";
import { actionName, interpretAll, interpretCell } from "./cell.ts";
import { CellError } from "./cell-error.ts";
import type { Cell } from "./document.ts";
import { newCell, parseLab } from "./parse.ts";

const words = { about: alike(""), example: alike(""), values: {} };
const load = {
  ...words,
  name: "load",
  parameters: z
    .strictObject({
      strategy: z.string(),
      requests: z.int().min(1).max(1_000_000).optional(),
      connections: z.int().min(1).max(1000).default(50),
      timeout: z.number().min(0.1).max(60).default(10),
      mode: z.enum(["closed", "open"]).optional(),
      every: z.union([z.int().min(1), z.literal("never")]).optional(),
      warm: z.boolean().optional(),
      tag: z
        .string()
        .regex(/^[a-z]+$/)
        .meta({ examples: ["cold"] })
        .optional(),
    })
    .refine(({ requests = 1000, connections }) => connections <= requests, {
      path: ["connections"],
      params: {
        message: {
          en: "`connections` must not exceed `requests`.",
          ru: "`connections` не может быть больше `requests`.",
        },
      },
    }),
};
const discuss = {
  ...words,
  name: "discuss",
  parameters: z.strictObject({
    questions: z.array(z.strictObject({ question: z.string().min(1), answer: z.string() })).min(1),
  }),
};
const start = { ...words, name: "start", parameters: z.strictObject({}) };
const actions = [start, load, discuss];

const cell = (code: string): Cell => newCell("yaml", "a-step", code, "\n");
const interpret = (code: string) => interpretCell(cell(code), actions);

function refusal(code: string): CellError {
  try {
    interpret(code);
  } catch (error) {
    if (error instanceof CellError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: `accepted: ${JSON.stringify(code)}` });
}

describe("a cell that is right", () => {
  test("gives action, parameters with their defaults, predict and expect", () => {
    const code =
      'load:\n  strategy: naive\n  requests: 100 # a few\npredict: { stored: 100 }\nexpect:\n  lost: "> 0"\n  ledger.ok: "= ok"\n  failures.53300: 3\n  byName: false\n';
    assert.deepEqual(interpret(code), {
      action: load,
      parameters: { strategy: "naive", requests: 100, connections: 50, timeout: 10 },
      predict: { stored: 100 },
      why: undefined,
      expect: { lost: "> 0", "ledger.ok": "= ok", "failures.53300": 3, byName: false },
      needs: [],
    });
    assert.deepEqual(interpretAll(cell(code), actions), []);
  });

  test("may leave the action, predict and expect empty", () => {
    for (const code of [
      "start:",
      "start: {}\npredict:\nexpect:",
      "start: # nothing\n",
      "start: null",
      "start: ~",
    ]) {
      const empty = { action: start, parameters: {}, predict: {}, why: undefined, expect: {}, needs: [] };
      assert.deepEqual(interpret(code), empty, code);
    }
  });

  test("reads the same with any line break", () => {
    const code = "load:\n  strategy: naive\nexpect: { lost: 0 }";
    for (const end of ["\r\n", "\r"]) {
      assert.deepEqual(interpretCell(newCell("yaml", undefined, code, end), actions), interpret(code));
    }
  });
});

const base = "load:\n  strategy: naive\n";

/** Code with `«…»` around what is marked, the error's code, and what its texts must say. */
const refused: readonly (readonly [name: string, marked: string, code: string, said: RegExp])[] = [
  [
    "an unknown action",
    "«loda»:\n  strategy: naive",
    "unknown-action",
    /no action `loda`.*Did you mean `load`\?/,
  ],
  ["an action that is near none", "«frobnicate»:", "unknown-action", /`start`, `load`.*`discuss`/],
  [
    "an unknown parameter",
    `${base}  «conections»: 5`,
    "unknown-key",
    /`load` has no `conections`.*Did you mean `connections`\?/,
  ],
  ["a parameter that is near none", "start:\n  «x»: 1", "unknown-key", /`start` has no `x`.*Remove it/],
  ["an unknown key of the cell", `${base}«expects»: {}`, "unknown-key", /Did you mean `expect`\?/],
  ["an unknown key near none", `${base}«title»: x`, "unknown-key", /`predict`, `expect`, or `needs`/],
  [
    "a parameter that is not indented",
    "load:\n«strategy»: naive",
    "unknown-key",
    /belongs to `load`.*two spaces/,
  ],
  [
    "text for a number",
    `${base}  requests: «"100"»`,
    "wrong-type",
    /`requests` cannot be "100".*a whole number from 1 to 1,000,000/,
  ],
  ["a fraction", `${base}  requests: «1.5»`, "wrong-type", /whole number/],
  ["a number with its groups", `${base}  requests: «1,000»`, "wrong-type", /`requests` cannot be 1,000/],
  ["a number for text", "load:\n  strategy: «5»", "wrong-type", /`strategy` cannot be 5\. It must be text/],
  ["a list for text", "load:\n  «strategy»: [a]", "wrong-type", /`strategy` cannot be \[a\]/],
  ["a parameter without its value", "load:\n  «strategy»:\n", "wrong-type", /`strategy` has no value/],
  ["no requests", `${base}  requests: «0»`, "out-of-range", /from 1 to 1,000,000/],
  [
    "a million connections",
    `${base}  connections: «1000000»\n  requests: 1000000`,
    "out-of-range",
    /from 1 to 1,000\./,
  ],
  ["more than an integer holds", `${base}  requests: «1e30»`, "out-of-range", /from 1 to 1,000,000/],
  ["a fraction below the range", `${base}  timeout: «0.01»`, "out-of-range", /from 0\.1 to 60/],
  ["infinity", `${base}  timeout: «.inf»`, "wrong-type", /from 0\.1 to 60/],
  ["another name than the known ones", `${base}  mode: «both»`, "wrong-value", /`closed` or `open`/],
  ["a name near a known one", `${base}  mode: «close»`, "wrong-value", /Did you mean `closed`\?/],
  ["neither of two types", `${base}  every: «often»`, "wrong-value", /a whole number from 1 or `never`/],
  ["text that does not fit", `${base}  tag: «A-1»`, "wrong-value", /text such as `cold`/],
  ["a text for a list", "discuss:\n  questions: «why»", "wrong-type", /a list of lines/],
  ["yes for true", `${base}  warm: «yes»`, "wrong-type", /`true` or `false`/],
  [
    "connections above requests",
    `${base}  requests: 10\n  connections: «20»`,
    "wrong-value",
    /must not exceed `requests`\. Change `connections`/,
  ],
  [
    "default connections above requests",
    "«load»:\n  strategy: naive\n  requests: 10",
    "wrong-value",
    /Add `connections`: its default is 50/,
  ],
  [
    "a missing parameter",
    "«load»:\n  requests: 5",
    "missing-key",
    /`load` lacks `strategy`.*`strategy:` with text/,
  ],
  [
    "a missing parameter in a list",
    "discuss:\n  questions:\n    - question: a\n      answer: b\n    - «question: c»",
    "missing-key",
    /lacks `answer`/,
  ],
  [
    "an empty text in a list",
    'discuss:\n  questions:\n    - question: «""»\n      answer: b',
    "out-of-range",
    /text that is not empty/,
  ],
  [
    "an unknown key in a list",
    "discuss:\n  questions:\n    - question: a\n      «anwser»: b",
    "unknown-key",
    /Did you mean `answer`/,
  ],
  ["a text for the parameters", "load: «naive»", "wrong-type", /`load` cannot be naive.*`key: value` lines/],
  ["a value for an action without parameters", "start: «now»", "wrong-type", /`start` cannot be now.*empty/],
  ["a list for the parameters", "«load»:\n  - naive", "wrong-type", /`key: value` lines/],
  ["two actions", "start:\n«load»:\n  strategy: naive", "two-actions", /`start` and `load`/],
  ["no action", "«»predict: { lost: 0 }", "no-action", /does not say what to do.*start, load/],
  ["an empty cell", "«»", "no-action", /`start:`/],
  ["only a comment", "«»# later", "no-action", /`start:`/],
  ["an action without its colon", "«load»", "colon-missing", /Write `load:`/],
  ["a colon without its space", "«start:now»", "no-action", /a colon/],
  ["a list", "«- start»", "no-action", /a colon/],
  ["an open bracket", "start:\nexpect: { a: 1«»", "unreadable-yaml", /bracket/],
  ["an open quote", "load:\n  strategy: 'naive«»", "unreadable-yaml", /quote/],
  ["a tab for the indent", "load:\n«\t»strategy: naive", "unreadable-yaml", /spaces instead of tabs/],
  ["a key twice", `${base}  «strategy»: pooled`, "unreadable-yaml", /twice/],
  ["an action twice", "start:\n«start»:", "unreadable-yaml", /twice/],
  ["uneven indents", "load:\n  strategy: «naive»\n   requests: 5", "unreadable-yaml", /Indent/],
  ["two documents", "start:\n«---»\nload:", "unreadable-yaml", /---/],
  ["a condition without quotes", "start:\nexpect:\n  lost: >«»=5", "unreadable-yaml", /quotes: ">=5"/],
  [
    "a condition without quotes, with a space",
    "start:\nexpect:\n  lost: > «0»",
    "unreadable-yaml",
    /quotes: "> 0"/,
  ],
  [
    "a condition without quotes, in braces",
    "start:\nexpect: { lost: «>0» }",
    "unreadable-yaml",
    /quotes: ">0"/,
  ],
  ["a condition that looks like a tag", "start:\nexpect:\n  lost: «!=5»", "unreadable-yaml", /quotes: "!=5"/],
  ["a tag", "load: «!secret» x", "tag-refused", /!secret/],
  ["a known tag", "load:\n  strategy: «!!binary» aGk=", "tag-refused", /tags/],
  ["an alias", "load: «&a»\n  strategy: &b naive", "alias-refused", /anchors/],
  ["an alias of nothing", "load:\n  strategy: «*x»", "alias-refused", /aliases/],
  ["a list for a key", "«[a]»: 1", "unreadable-yaml", /cannot be a key/],
  ["predict as a list", "start:\n«predict»: [1]", "wrong-type", /`predict: \{ stored: 1000 \}`/],
  ["expect as text", "start:\n«expect»: exact", "wrong-type", /`expect` must name values/],
  ["an expectation without a value", "start:\nexpect:\n  «lost»:", "wrong-type", /`expect`/],
  ["an expectation of a list", "start:\nexpect: { «lost»: [1] }", "wrong-type", /`expect`/],
  ["a prediction that is not a number", "start:\npredict: { «lost»: .nan }", "wrong-type", /`predict`/],
  [
    "a malformed condition",
    'start:\nexpect: { lost: «"=> 5"» }',
    "malformed-condition",
    /“=> 5” is not a condition/,
  ],
];

describe("a cell that is wrong is refused at its place", () => {
  for (const [name, marked, code, said] of refused) {
    test(name, () => {
      const from = marked.indexOf("«");
      const source = marked.replace(/[«»]/g, "");
      const length = marked.indexOf("»") - from - 1;
      const before = source.slice(0, from).split("\n");
      const column = (before.at(-1) ?? "").length + 1;

      const error = refusal(source);
      assert.match(`${error.what.en} ${error.remedy.en}`, said);
      assert.equal(error.code, code);
      assert.deepEqual([error.cellLine, error.column], [before.length, column]);
      if (length > 0) assert.equal(error.endColumn, column + length);
      assert.match(error.what.ru, /[а-яё]/);
      assert.match(error.remedy.ru, /[а-яё]/);
    });
  }

  test("which is that of the file, too, when the cell is in one", () => {
    const lab = parseLab("# Title\r\n\r\n```yaml lab a\r\nload:\r\n  strategy: 5\r\n```");
    const [found] = lab.parts.filter((part) => part.kind === "cell");
    assert.ok(found);
    assert.throws(
      () => interpretCell(found, actions),
      (error) =>
        error instanceof CellError &&
        error.line === 5 &&
        error.cellLine === 2 &&
        error.key === "strategy" &&
        error.what.en.startsWith("Line 5 (line 2 of the cell): ") &&
        error.what.ru.startsWith("Строка 5 (строка 2 ячейки): "),
    );
    const unsaved = refusal("load:\n  strategy: 5");
    assert.equal(unsaved.line, 0);
    assert.match(unsaved.what.en, /^Line 2 of the cell: /);
  });

  test("all of it at once for the editor, from top to bottom", () => {
    const code = 'load:\n  strategi: naive\n  requests: 0\nexpect:\n  lost: ">"\ntitle: x';
    const problems = interpretAll(cell(code), actions);
    assert.deepEqual(
      problems.map(({ line, column, endColumn }) => [line, column, endColumn]),
      [
        [2, 3, 11],
        [3, 13, 14],
        [5, 9, 12],
        [6, 1, 6],
      ],
    );
    assert.equal(problems[0]?.message.en, "`load` has no `strategi`. Did you mean `strategy`?");
    assert.equal(
      problems[1]?.message.ru,
      "значение `requests` не годится: 0. Подойдёт: целое число от 1 до 1\u00a0000\u00a0000.",
    );
  });
});

describe("an odd cell of many characters", () => {
  test("is refused where it nests too deeply, is too long or aliases itself", () => {
    const json = `load: ${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    for (const nested of [`start: ${"[".repeat(100_000)}`, json, `load:\n  ${"- ".repeat(50_000)}`]) {
      const { code, what } = refusal(nested);
      assert.equal(code, "unreadable-yaml");
      assert.match(what.en, /nested too deeply/);
    }
    assert.match(refusal(`load: "${"x".repeat(10_000_000)}"`).what.en, /more than 200,000 characters/);
    const bomb = [
      "a: &a [x,x]",
      ..."bcdefghijk"
        .split("")
        .map((key, index) => `${key}: &${key} [*${"abcdefghij"[index]},*${"abcdefghij"[index]}]`),
    ];
    assert.equal(refusal(bomb.join("\n")).code, "alias-refused");
  });

  const many = (size: number, each: (index: number) => string) =>
    Array.from({ length: size }, (_, i) => each(i));
  for (const [name, code] of [
    ["unknown parameters", (size) => `load:\n${many(size, (i) => `  k${i}: 1`).join("\n")}`],
    ["unknown keys", (size) => `${base}${many(size, (i) => `k${i}: 1`).join("\n")}`],
    ["malformed conditions", (size) => `start:\nexpect:\n${many(size, (i) => `  k${i}: "=>"`).join("\n")}`],
    ["anchors", (size) => `load: [${many(size, (i) => `&a${i} 1`).join(", ")}]`],
    ["incomplete items", (size) => `discuss:\n  questions:\n${many(size, () => "    - x: 1").join("\n")}`],
    ["letters before an anchor", (size) => `load: { a: "${"x".repeat(size * 15)}", b: &q 1 }`],
  ] as const satisfies readonly (readonly [string, (size: number) => string])[]) {
    test(`takes time in proportion to its ${name}`, () => {
      const work = (size: number) => assert.ok(interpretAll(cell(code(size)), actions).length > 0);
      const factor = growth(work, 500, 8);
      assert.ok(factor < 30, `8 times as many took ${factor.toFixed(1)} times as long`);
    });
  }
});

test("any text is either understood or refused with a place inside the cell", () => {
  const words = fc.constantFrom(
    "load:",
    "start:",
    "strategy",
    ": ",
    "\n",
    "  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "expect:",
    "> 0",
    "!x",
    "&a",
    "*a",
    "|",
    "#",
    "\t",
    "5",
    "? ",
    "---",
    "%",
  );
  const text = fc.oneof(
    fc.array(words, { minLength: 1, maxLength: 8 }).map((all) => all.join("")),
    fc
      .shuffledSubarray([
        "start:\n",
        "expect: { lost: 0 }\n",
        "predict:\n",
        "# note\n",
        "load: {strategy: a}\n",
      ])
      .map((all) => all.join("")),
    fc.string({ unit: "binary" }),
  );
  const seen = { understood: 0, refused: 0 };
  fc.assert(
    fc.property(text, (code) => {
      const lines = code.split(/\r\n|\n|\r/);
      const problems = interpretAll(cell(code), actions);
      seen[problems.length > 0 ? "refused" : "understood"] += 1;
      for (const { line, column, endColumn } of problems) {
        assert.ok(line >= 1 && line <= lines.length, `line ${line} of ${lines.length}`);
        assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1, `column ${column}`);
        assert.ok(endColumn > column);
      }
      if (problems.length > 0) assert.equal(refusal(code).cellLine, problems[0]?.line);
      else interpret(code);
    }),
    { numRuns: 2000 },
  );
  assert.ok(seen.understood > 50 && seen.refused > 500, JSON.stringify(seen));
});

test("the name of a cell's action needs no valid cell", () => {
  assert.equal(actionName(cell("predict: {}\nload: [")), "yaml");
  assert.equal(actionName(cell("predict: {}\nloda:\n  x: 1")), "loda");
  assert.equal(actionName(cell("")), "yaml");
  assert.equal(actionName(newCell("sql", undefined, "SELECT 1", "\n")), "sql");
});

describe("a problem carries what most likely mends it", () => {
  for (const [wrong, right] of [
    ["lod: { strategy: naive }", "load: { strategy: naive }"],
    ["load: { stratgy: naive }", "load: { strategy: naive }"],
    ["load:\n  strategy: naive\n  conections: 5", "load:\n  strategy: naive\n  connections: 5"],
    ["load: { strategy: naive, mode: opn }", "load: { strategy: naive, mode: open }"],
    ["start:\nexpct: { a: 1 }", "start:\nexpect: { a: 1 }"],
    ["start", "start:"],
    ["load:\nstrategy: naive", "load:\n  strategy: naive"],
    ["load:\n    strategy: naive\ntimeout: 5", "load:\n    strategy: naive\n    timeout: 5"],
    ["start:\nexpect:\n  lost: > 0\n  ok: 1", 'start:\nexpect:\n  lost: "> 0"\n  ok: 1'],
    ["start:\nexpect: { lost: >= 10, ok: 1 }", 'start:\nexpect: { lost: ">= 10", ok: 1 }'],
  ] as const) {
    test(JSON.stringify(wrong), () => {
      const [problem] = interpretAll(cell(wrong), actions);
      assert(problem?.fix, problem?.message.en);
      const { line, column, endColumn, text } = problem.fix;
      const lines = wrong.split("\n");
      const mended = lines.map((each, index) =>
        index === line - 1 ? each.slice(0, column - 1) + text + each.slice(endColumn - 1) : each,
      );
      assert.equal(mended.join("\n"), right);
      assert.deepEqual(interpretAll(cell(right), actions), []);
    });
  }

  test("but nothing where no name is near", () => {
    assert.equal(interpretAll(cell("zzzz:"), actions)[0]?.fix, undefined);
  });

  test("nor an indentation that would not mend it", () => {
    const [problem] = interpretAll(cell("load: { strategy: naive }\ntimeout: 5"), actions);
    assert.match(problem?.message.en ?? "", /not indented under it/);
    assert.equal(problem?.fix, undefined);
  });
});

describe("what a cell needs", () => {
  const needing = (code: string) => newCell("yaml", undefined, code, "\n");
  const own = [{ ...words, name: "go", parameters: z.strictObject({}) }];

  test("is a list of what not every machine has", () => {
    assert.deepEqual(interpretCell(needing("go:\nneeds: [kafka, fastapi]"), own).needs, ["kafka", "fastapi"]);
    assert.deepEqual(interpretCell(needing("go:"), own).needs, []);
  });

  for (const [code, message] of [
    ["go:\nneeds: kafka", /`needs` must be a list/],
    ["go:\nneeds:", /`needs` must be a list/],
    ["go:\nneeds: { kafka: 1 }", /`needs` must be a list/],
    ["go:\nneeds: [kafak]", /does not know `kafak`.*Did you mean `kafka`/],
    ["go:\nneeds: [redis, kafka]", /does not know `redis`/],
  ] as const) {
    test(`cannot be ${JSON.stringify(code)}`, () => {
      const [problem, ...others] = interpretAll(needing(code), own);
      assert.match(problem?.message.en ?? "", message);
      assert.deepEqual(others, []);
    });
  }
});
