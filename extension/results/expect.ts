import { malformedCondition } from "./errors.ts";
import type { CellReport, ExpectedValue, Scalar } from "./results.ts";

/**
 * What `expect` in a cell may say of one value of its result.
 *
 *     lost: 0                    the value is 0; text, true and false likewise
 *     lost: "> 0"                an operator and a number: = != < <= > >=
 *     stored: "= ok"             an operator and another value of the same result
 *     verdict: exact             text that does not begin with an operator is compared as it is
 *
 * A key is a path with dots through the result: `ledger.lost`, `failures.53300`, `runs.0.strategy`,
 * `questions.length`. A condition never holds for a key that the result does not have, nor for one whose value
 * is a list or a mapping, nor between values of different types; `<`, `<=`, `>` and `>=` need two numbers.
 */
export type Condition =
  | { readonly kind: "value"; readonly value: Scalar }
  | { readonly kind: "comparison"; readonly operator: Operator; readonly with: number | Path };

type Path = readonly string[];

const operators = {
  "=": (got: Scalar, other: Scalar) => got === other,
  "!=": (got: Scalar, other: Scalar) => typeof got === typeof other && got !== other,
  "<": (got: Scalar, other: Scalar) => areNumbers(got, other) && got < other,
  "<=": (got: Scalar, other: Scalar) => areNumbers(got, other) && got <= other,
  ">": (got: Scalar, other: Scalar) => areNumbers(got, other) && got > other,
  ">=": (got: Scalar, other: Scalar) => areNumbers(got, other) && got >= other,
};

type Operator = keyof typeof operators;

/** @throws LabError `malformed-condition` when an operator is not followed by a number or a key. */
export function parseCondition(want: Scalar): Condition {
  if (typeof want !== "string" || !/^\s*[=!<>]/.test(want)) return { kind: "value", value: want };
  const [, operator = "", operand = ""] = /^\s*(=|!=|<=?|>=?)(?![=<>!])\s*(\S+)\s*$/.exec(want) ?? [];
  if (!isOperator(operator)) throw malformedCondition(want);
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(operand)) {
    return { kind: "comparison", operator, with: Number(operand) };
  }
  if (!/^[\p{L}_][\p{L}\p{Nd}_-]*(\.[\p{L}\p{Nd}_-]+)*$/u.test(operand)) throw malformedCondition(want);
  return { kind: "comparison", operator, with: operand.split(".") };
}

/** Each expectation in its order, held or not. @throws LabError for a malformed condition. */
export function checkExpectations(
  result: unknown,
  expect: Readonly<Record<string, Scalar>>,
): ExpectedValue[] {
  return Object.entries(expect).map(([key, want]) => {
    const condition = parseCondition(want);
    const got = valueAt(result, key.split("."));
    return { key, want, got, held: got !== null && holds(condition, got, result) };
  });
}

/** Each guess beside what was measured; null where the result has no such value. */
export function readPredictions(
  result: unknown,
  predict: Readonly<Record<string, Scalar>>,
): CellReport["predicted"] {
  return Object.entries(predict).map(([key, guess]) => ({
    key,
    guess,
    got: valueAt(result, key.split(".")),
  }));
}

function holds(condition: Condition, got: Scalar, result: unknown): boolean {
  if (condition.kind === "value") return got === condition.value;
  const other = typeof condition.with === "number" ? condition.with : valueAt(result, condition.with);
  return other !== null && operators[condition.operator](got, other);
}

function valueAt(result: unknown, path: Path): Scalar | null {
  let value = result;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = Reflect.get(value, key);
  }
  return isScalar(value) ? value : null;
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(operators, text);
}

function areNumbers(got: Scalar, other: Scalar): boolean {
  return typeof got === "number" && typeof other === "number";
}
