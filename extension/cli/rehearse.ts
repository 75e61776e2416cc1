import path from "node:path";
import { missedIn } from "../actions/foresight.ts";
import { explain } from "../common/lab-error.ts";
import type { Language } from "../common/language.ts";
import { actionName } from "../document/cell.ts";
import type { Cell } from "../document/document.ts";
import type { Block } from "../drawing/blocks.ts";
import type { CellOutcome } from "../report/json-report.ts";
import { isLacking } from "./closing.ts";
import { exerciseOf, runExercise } from "./exercise-lab.ts";
import { type LabFile, runLab, type Terminal } from "./lab-run.ts";
import type { CliOptions } from "./options.ts";
import { words } from "./words.ts";

/** How a notebook went. */
export interface Rehearsed {
  readonly name: string;
  readonly outcomes: readonly CellOutcome[];
  readonly ms: number;
}

/**
 * Runs each notebook whole, on a stack of its own, and the reference solution of each exercise; says what a class can
 * rely on here.
 * @returns true when nothing failed; what was skipped for a missing program is said and no failure
 * @throws AbortError when the signal fires
 */
export async function rehearse(
  labs: readonly LabFile[],
  options: CliOptions,
  terminal: Terminal,
): Promise<boolean> {
  const { screen, language } = terminal;
  const all: Rehearsed[] = [];
  for (const lab of labs) {
    const name = path.basename(lab.file).replace(/\.lab\.md$/, "");
    const begun = performance.now();
    const step = (cell: Cell) => {
      const text = `${name}: ${cell.step ?? actionName(cell)}`;
      screen.progress({ text: { en: text, ru: text } });
    };
    const run = (one: LabFile) =>
      runLab(
        one,
        () => true,
        options,
        // The steps are what is shown; what happens within one is not.
        { ...terminal, screen: quiet(terminal) },
        { prose: () => {}, begins: step, ends: () => {} },
      );
    const exercise = exerciseOf(lab);
    const outcomes =
      exercise === undefined ? await run(lab) : await runExercise(lab, exercise, language, options.app, run);
    terminal.signal.throwIfAborted();
    const rehearsed = { name, outcomes, ms: performance.now() - begun };
    all.push(rehearsed);
    screen.line(words[language].rehearsal.done(signOf(rehearsed), name, rehearsed.ms));
  }
  screen.blocks(rehearsalBlocks(all, language));
  return all.every((one) => signOf(one) !== "✗");
}

function quiet({ screen }: Terminal) {
  return { progress: () => {}, line: (text: string) => screen.line(text) };
}

/** ✓ everything went as expected, ○ and something was skipped, ✗ something failed or never ran. */
function signOf({ outcomes }: Rehearsed): "✓" | "○" | "✗" {
  if (outcomes.some((outcome) => outcome.status !== "ok" && !isLacking(outcome))) return "✗";
  return outcomes.some(isLacking) ? "○" : "✓";
}

/** The table, and below it what failed and what to install. */
export function rehearsalBlocks(all: readonly Rehearsed[], language: Language): Block[] {
  const say = words[language].rehearsal;
  const failed = all.flatMap(({ name, outcomes }) =>
    outcomes.flatMap((outcome) => {
      const reasons = reasonsOf(outcome, language);
      return reasons.length === 0 ? [] : [`✗ ${name}, ${stepOf(outcome)}: ${reasons.join("; ")}`];
    }),
  );
  // A program that many steps need is named once.
  const missing = new Set(
    all.flatMap(({ outcomes }) =>
      outcomes.flatMap((outcome) =>
        "missing" in outcome && outcome.missing ? [`○ ${explain(outcome.missing, language)}`] : [],
      ),
    ),
  );
  const list = (title: string, lines: Iterable<string>): Block[] => {
    const texts = [...lines].map((text) => ({ kind: "line", text }) as const);
    return texts.length === 0 ? [] : [{ kind: "line", text: `${title}:` }, ...texts];
  };
  return [
    {
      kind: "table",
      caption: say.caption,
      columns: [
        { label: say.columns.notebook, align: "left", signs: true },
        { label: say.columns.asExpected, align: "right" },
        { label: say.columns.failed, align: "right" },
        { label: say.columns.skipped, align: "right" },
        { label: say.columns.time, align: "right" },
      ],
      rows: all.map((one) => {
        const count = (is: (outcome: CellOutcome) => boolean) => String(one.outcomes.filter(is).length);
        return [
          `${signOf(one)} ${one.name}`,
          count(({ status }) => status === "ok"),
          count((outcome) => outcome.status !== "ok" && !isLacking(outcome)),
          count(isLacking),
          say.time(one.ms),
        ];
      }),
    },
    ...list(say.whatFailed, failed),
    ...list(say.whatIsMissing, missing),
  ];
}

const stepOf = ({ cell }: CellOutcome) => cell.step ?? actionName(cell);

function reasonsOf(outcome: CellOutcome, language: Language): string[] {
  const say = words[language].rehearsal;
  if ("error" in outcome) return [explain(outcome.error, language)];
  if (outcome.status === "skipped") return isLacking(outcome) ? [] : [say.neverRan];
  if (outcome.status === "ok") return [];
  const missed = missedIn(outcome.report.expected, language);
  return missed.length > 0 ? missed : [say.refusedStatement];
}
