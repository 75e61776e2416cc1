import { defineErrors } from "./lab-error.ts";

export type Scalar = string | number | boolean;

const en = {
  "malformed-condition": ({ condition }: { condition: string }) => ({
    what: `“${condition}” is not a condition.`,
    remedy:
      'After =, !=, <, <=, > or >= write one number or one name of the result, for example "> 0" or "= ok".',
  }),
};

const ru: typeof en = {
  "malformed-condition": ({ condition }) => ({
    what: `«${condition}» — не условие.`,
    remedy:
      "После =, !=, <, <=, > или >= нужно одно число или одно имя из результата, например «> 0» или «= ok».",
  }),
};

const conditionError = defineErrors({ en, ru });

/**
 * A condition that `expect` in a cell sets for one value of the result.
 *
 *     lost: 0                    the value is 0; text, true and false likewise
 *     lost: "> 0"                an operator and a number: = != < <= > >=
 *     stored: "= ok"             an operator and another value of the same result
 *     verdict: exact             text that does not begin with an operator is compared as it is
 *
 * A key is a path with dots through the result: `ledger.lost`, `failures.53300`, `runs.0.strategy`,
 * `questions.length`. A condition never holds for a key that the result does not have, for a value that is a list
 * or a mapping, or between values of different types; `<`, `<=`, `>` and `>=` need two numbers.
 */
export type Condition =
  | { readonly kind: "value"; readonly value: Scalar }
  | { readonly kind: "comparison"; readonly operator: Operator; readonly with: number | Path };

export type Path = readonly string[];

const operators = ["=", "!=", "<", "<=", ">", ">="] as const;
export type Operator = (typeof operators)[number];

/** @throws LabError `malformed-condition` when an operator is not followed by a number or a key. */
export function parseCondition(want: Scalar): Condition {
  if (typeof want !== "string" || !/^\s*[=!<>]/.test(want)) return { kind: "value", value: want };
  const [, sign, operand = ""] = /^\s*(=|!=|<=?|>=?)(?![=<>!])\s*(\S+)\s*$/.exec(want) ?? [];
  const operator = operators.find((known) => known === sign);
  if (!operator) throw conditionError("malformed-condition", { condition: want });
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(operand)) {
    return { kind: "comparison", operator, with: Number(operand) };
  }
  if (!/^[\p{L}_][\p{L}\p{Nd}_-]*(\.[\p{L}\p{Nd}_-]+)*$/u.test(operand))
    throw conditionError("malformed-condition", { condition: want });
  return { kind: "comparison", operator, with: operand.split(".") };
}

/** Not NaN and not an infinity: no result has those. */
export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}
