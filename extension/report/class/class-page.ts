import { h, type JSX } from "preact";
import { exerciseNames } from "../../actions/exercises/exercise-name.ts";
import { formatNumber, type Language } from "../../common/language.ts";
import type { Block, TableBlock } from "../../drawing/blocks.ts";
import { drawBlocks } from "../../drawing/html/draw.ts";
import { drawFacts } from "../../drawing/html/table.ts";
import { page, printedSurface } from "../page.ts";
import { guessBlocks } from "./guess-blocks.ts";
import { machineBlocks } from "./machine-blocks.ts";
import { type GradedClass, sumOf } from "./points.ts";
import { reasonBlocks, sameTextBlocks } from "./reason-blocks.ts";
import { words } from "./words.ts";

interface About {
  readonly language: Language;
  /** The name of the folder that was graded. */
  readonly folder: string;
  readonly surgeLab: string;
  readonly styles: string;
}

/** Whole sentences go below the rest of their row where a part is narrow. Not in the style sheet that reports carry. */
const ownStyles = ".class-part{container-type:inline-size}.class-part>.report{padding:0}\n";

/** One page about the class, as one file that needs neither network nor script. */
export function classPage(graded: GradedClass, { language, folder, surgeLab, styles }: About): string {
  const text = words[language];
  const number = (value: number) => formatNumber(value, language);
  const { students } = graded;
  const title = text.title(folder);
  const section = (id: string, heading: string, blocks: readonly Block[]) =>
    h(
      "section",
      { class: "class-part" },
      h("h2", null, heading),
      drawBlocks(blocks, printedSurface(language, id)),
    );
  const head = h(
    "header",
    null,
    h("p", { class: "kind" }, text.kind),
    h("h1", null, title),
    drawFacts([
      [text.students, number(students.length)],
      [text.reports, number(students.reduce((sum, { reports }) => sum + reports.length, 0))],
      [text.madeBy, `Surge Lab ${surgeLab}`],
    ]),
  );
  const main: JSX.Element = h("main", null, [
    section("points", text.points, [{ ...pointsTable(graded, language), saidAbove: true }]),
    section("reasons", text.why, reasonBlocks(students, language)),
    section("same", text.alike, sameTextBlocks(students, language)),
    section("checks", text.checks, checkBlocks(graded, language)),
    section("guesses", text.guesses, guessBlocks(students, language)),
    section("machines", text.machines, machineBlocks(students, language)),
  ]);
  return page({ language, title: h("title", null, title), styles: styles + ownStyles, body: [head, main] });
}

const left = (label: string) => ({ label, align: "left" as const });
const right = (label: string) => ({ label, align: "right" as const });

/** The exercises that somebody has handed in. */
function doneIn({ students }: GradedClass) {
  const done = new Set(students.flatMap(({ attempts }) => attempts.map(({ exercise }) => exercise)));
  return exerciseNames.filter((name) => done.has(name));
}

/** The same in a terminal. */
export function pointsTable(graded: GradedClass, language: Language): TableBlock {
  const text = words[language];
  const exercises = doneIn(graded);
  return {
    kind: "table",
    caption: text.points,
    columns: [
      left(text.student),
      ...exercises.map((name) => right(text.exercise(name))),
      right(text.total),
      right(text.hints),
      left(text.solution),
    ],
    rows: graded.students.map((student) => {
      const { met, of } = sumOf(student);
      const solved = student.attempts.filter(({ asked }) => asked.solution);
      return [
        student.name,
        ...exercises.map((name) => {
          const attempt = student.attempts.find(({ exercise }) => exercise === name);
          return attempt ? text.ofPoints(attempt.points.met, attempt.points.of) : "–";
        }),
        of === 0 ? "–" : text.ofPoints(met, of),
        formatNumber(
          student.attempts.reduce((sum, { asked }) => sum + asked.hints, 0),
          language,
        ),
        solved.length === 0 ? "–" : solved.map(({ exercise }) => text.exercise(exercise)).join(", "),
      ];
    }),
  };
}

function checkBlocks({ students }: GradedClass, language: Language): Block[] {
  const text = words[language];
  const rows = students.flatMap(({ name, reports, unreadable }) => [
    ...reports.flatMap(({ file, disagreements }) =>
      disagreements.map((one) => [name, file, one[language]] as const),
    ),
    ...unreadable.map(({ file, why }) => [name, file, why[language]] as const),
  ]);
  if (rows.length === 0) return [{ kind: "line", text: text.allAgree }];
  const columns = [left(text.student), left(text.file), { ...left(text.disagreement), prose: true as const }];
  return [{ kind: "table", caption: text.checks, saidAbove: true, columns, rows }];
}
