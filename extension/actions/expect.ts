import {
  type Condition,
  isScalar,
  type Operator,
  type Path,
  parseCondition,
  type Scalar,
} from "../common/condition.ts";

/** A prediction of the student, and the measured value. */
export interface PredictedValue {
  readonly key: string;
  readonly guess: Scalar;
  readonly got: Scalar | null;
}

/** An expectation of the cell's author, and the measured value. */
export interface ExpectedValue {
  readonly key: string;
  /** The condition as its author wrote it: `1000`, `"> 0"`, `"= ok"`. */
  readonly want: Scalar;
  readonly got: Scalar | null;
  readonly held: boolean;
}

const holdsBetween: Record<Operator, (got: Scalar, other: Scalar) => boolean> = {
  "=": (got, other) => got === other,
  "!=": (got, other) => typeof got === typeof other && got !== other,
  "<": (got, other) => areNumbers(got, other) && got < other,
  "<=": (got, other) => areNumbers(got, other) && got <= other,
  ">": (got, other) => areNumbers(got, other) && got > other,
  ">=": (got, other) => areNumbers(got, other) && got >= other,
};

/**
 * Each expectation in its order, held or not. `Condition` describes their syntax.
 * @throws LabError for a malformed condition
 */
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

/** Each guess with the measured value; null where the result has no such value. */
export function readPredictions(
  result: unknown,
  predict: Readonly<Record<string, Scalar>>,
): PredictedValue[] {
  return Object.entries(predict).map(([key, guess]) => ({
    key,
    guess,
    got: valueAt(result, key.split(".")),
  }));
}

function holds(condition: Condition, got: Scalar, result: unknown): boolean {
  if (condition.kind === "value") return got === condition.value;
  const other = typeof condition.with === "number" ? condition.with : valueAt(result, condition.with);
  return other !== null && holdsBetween[condition.operator](got, other);
}

function valueAt(result: unknown, path: Path): Scalar | null {
  let value = result;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = Reflect.get(value, key);
  }
  return isScalar(value) ? value : null;
}

function areNumbers(got: Scalar, other: Scalar): boolean {
  return typeof got === "number" && typeof other === "number";
}
