import type { Language } from "../common/language.ts";
import type { QuestionBlock } from "../drawing/blocks.ts";
import { formatRate } from "../drawing/format.ts";
import { safeHtml } from "../drawing/safe-html.ts";
import { type CompareResult, isShort, type LoadResult } from "./load/result.ts";
import type { Asked } from "./questions.en.ts";
import type { InspectResult } from "./results.ts";
import type { SourceStep } from "./strategies/source-marks.ts";
import { languageOf, type Reader, type Texts } from "./words.ts";

export type { Asked } from "./questions.en.ts";

const most = 2;

const open = { en: "Answer", ru: "Ответ" };

/** One or two questions, the most telling first, their answers folded. */
export function ask(asked: readonly Asked[], reader: Reader): QuestionBlock[] {
  return asked.slice(0, most).map(({ question, answer }) => ({
    kind: "question",
    question: { markdown: question, html: safeHtml(question) },
    answer: { markdown: answer, html: safeHtml(answer) },
    open: open[languageOf(reader)],
  }));
}

export function inspectQuestions(
  { connections, log, attached }: InspectResult,
  { questions }: Texts,
): Asked[] {
  const { max, reserved } = connections;
  const times = Math.max(0, ...log.filter(({ service }) => service === "postgres").map((line) => line.times));
  return [
    ...(times > 0 ? [questions.logged(times)] : []),
    // There the lab itself is no superuser.
    ...(reserved > 0 && !attached ? [questions.reserved(max, reserved)] : []),
  ];
}

/** Speed is compared only among runs that are long enough for it, and whose rate was the server's to choose. */
export function compareQuestions(
  { runs }: CompareResult,
  { questions }: Texts,
  language: Language,
  lostOf: (run: LoadResult) => string,
): Asked[] {
  const rateOf = ({ requestsPerSecond }: LoadResult) => formatRate(requestsPerSecond, language);
  const ranked = runs
    .filter((run) => !isShort(run) && run.model === "closed-loop")
    .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond);
  const soundRuns = ranked.filter(({ verdict, ok }) => verdict === "exact" && ok > 0);
  const [sound] = soundRuns;
  const unsound = ranked.find(({ lost }) => lost > 0);
  const worst = runs.filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost)[0];
  const found: Asked[] = [];
  if (sound && unsound && unsound.requestsPerSecond > sound.requestsPerSecond) {
    const lost = lostOf(unsound);
    found.push(
      questions.fastButWrong(unsound.strategy, rateOf(unsound), lost, sound.strategy, rateOf(sound)),
    );
  } else if (sound && unsound) {
    found.push(questions.soundAndFast(sound.strategy, rateOf(sound), unsound.strategy, rateOf(unsound)));
  } else if (worst) {
    found.push(questions.onlyCounting(worst.strategy, lostOf(worst), worst.ok));
  }
  if (sound && soundRuns.length > 1) found.push(questions.bestSound(sound.strategy, rateOf(sound)));
  const short = runs.find(isShort);
  if (short) found.push(questions.shortRun(short.strategy, rateOf(short), short.durationMs));
  return found;
}

/** Where the source itself has the gap, between a line that reads and a later one that writes. */
export function showQuestions(steps: readonly SourceStep[], { questions }: Texts): Asked[] {
  const pair = (from: SourceStep["step"], to: SourceStep["step"]) => {
    const start = steps.find(({ step }) => step === from);
    const end = start && steps.find(({ step, line }) => step === to && line > start.line);
    return start && end ? ([start.line, end.line] as const) : undefined;
  };
  const found: Asked[] = [];
  const update = pair("read", "writeBack");
  if (update) found.push(questions.between(...update));
  const buffer = pair("readBuffer", "clearBuffer");
  const aside = steps.some(({ step }) => step === "moveAside");
  if (buffer && !aside) found.push(questions.betweenBuffer(...buffer));
  return found;
}
