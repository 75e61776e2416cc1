import { isDeepStrictEqual } from "node:util";
import { demandLine } from "../../actions/check/view.ts";
import { exerciseNames } from "../../actions/exercises/exercise-name.ts";
import type { Language } from "../../common/language.ts";
import type { Block } from "../../drawing/blocks.ts";
import { reasonsOf } from "./csv.ts";
import type { GradedAttempt, GradedStudent } from "./points.ts";
import { words } from "./words.ts";

/** An attempt, and who has made it. */
interface Shared {
  readonly attempt: GradedAttempt;
  readonly by: readonly { readonly name: string; readonly attempt: GradedAttempt }[];
}

const left = (label: string) => ({ label, align: "left" as const });

/** A row for each reason; who it is about stands in front of the first. */
export function reasonBlocks(students: readonly GradedStudent[], language: Language): Block[] {
  const text = words[language];
  const rows = shared(students, hasSameReasons).flatMap((one) => {
    const names = one.by.map(({ name }) => name).join(", ");
    return inFull(one, language).map((reason, at) => [
      at === 0 ? names : "",
      at === 0 ? text.exercise(one.attempt.exercise) : "",
      reason,
    ]);
  });
  if (rows.length === 0) return [{ kind: "line", text: text.nothingMissing }];
  const columns = [left(text.student), left(text.task), { ...left(text.reason), prose: true as const }];
  return [{ kind: "table", caption: text.why, saidAbove: true, columns, rows }];
}

/** What several have handed in, letter by letter. */
export function sameTextBlocks(students: readonly GradedStudent[], language: Language): Block[] {
  const text = words[language];
  const rows = shared(students, hasSameText)
    .filter(({ attempt, by }) => typeof attempt.code !== "string" && by.length > 1)
    .map(({ attempt, by }) => [text.exercise(attempt.exercise), by.map(({ name }) => name).join(", ")]);
  if (rows.length === 0) return [{ kind: "line", text: text.noneAlike }];
  const columns = [left(text.task), { ...left(text.students), prose: true as const }];
  return [{ kind: "table", caption: text.alike, saidAbove: true, columns, rows }];
}

function shared(
  students: readonly GradedStudent[],
  isSame: (one: GradedAttempt, other: GradedAttempt) => boolean,
): Shared[] {
  return exerciseNames.flatMap((name) => {
    const made = students.flatMap((student) =>
      student.attempts
        .filter(({ exercise }) => exercise === name)
        .map((attempt) => ({ name: student.name, attempt })),
    );
    const firsts = made.filter(
      ({ attempt }, at) => made.findIndex((one) => isSame(one.attempt, attempt)) === at,
    );
    return firsts.map(({ attempt }) => ({
      attempt,
      by: made.filter((one) => isSame(one.attempt, attempt)),
    }));
  });
}

const hasSameText = ({ code: one }: GradedAttempt, { code: other }: GradedAttempt) =>
  isDeepStrictEqual(one, other);
/** The figures of a page may be those of one report, and not of another. */
const hasSameReasons = (one: GradedAttempt, other: GradedAttempt) =>
  hasSameText(one, other) && isDeepStrictEqual(one.outcome, other.outcome);

/** With what was seen here, and where a student's own machine has seen it otherwise. */
function inFull({ attempt, by }: Shared, language: Language): string[] {
  const text = words[language];
  const { outcome, points } = attempt;
  const reasons =
    outcome?.kind === "checked"
      ? outcome.result.demands.filter(({ passed }) => passed !== true).map((one) => demandLine(one, language))
      : outcome?.kind === "late"
        ? [text.reasons.late]
        : reasonsOf(attempt, language);
  const otherwise = by.filter(
    ({ attempt: own }) => typeof own.code !== "string" && own.reported.met !== points.met,
  );
  const seed = outcome?.kind === "checked" ? outcome.result.seed : undefined;
  const drawn = seed !== undefined && reasons.length > 0 ? [text.drawn(seed)] : [];
  return [
    ...reasons,
    ...drawn,
    ...(outcome && "said" in outcome && outcome.said !== "" ? [outcome.said] : []),
    ...otherwise.map(({ name, attempt: own }) => text.reported(name, own.reported.met)),
  ];
}
