import type { Language } from "../../common/language.ts";
import { formatRate } from "../../drawing/format.ts";
import { isLongEnough, ranks, undisturbed } from "../../ledger/long-enough.ts";
import type { LoadResult } from "../load/result.ts";
import type { Asked } from "../questions.ts";
import { rowOfRun } from "./guarantees/rows.ts";
import type { CompareResult } from "./result.ts";
import type { en } from "./words.en.ts";

/**
 * Speed is compared only among runs that are long enough for it, and whose rate was the server's to choose; with
 * disturbed ones only where there are not two others.
 */
function ranked(runs: readonly LoadResult[]): LoadResult[] {
  const comparable = runs.filter((run) => ranks(run) && run.model === "closed-loop");
  return undisturbed(comparable, 2).toSorted((a, b) => b.requestsPerSecond - a.requestsPerSecond);
}

/** Of those that can be ranked, the ones that counted right: the fastest first. */
export function rankedAndSound(runs: readonly LoadResult[]): LoadResult[] {
  return ranked(runs).filter(({ verdict, ok }) => verdict === "exact" && ok > 0);
}

export function compareQuestions(
  { runs }: CompareResult,
  { questions }: typeof en,
  language: Language,
  lostOf: (run: LoadResult) => string,
): Asked[] {
  const rateOf = ({ requestsPerSecond }: LoadResult) => formatRate(requestsPerSecond, language);
  const soundRuns = rankedAndSound(runs);
  const [sound] = soundRuns;
  const unsound = ranked(runs).find(({ lost }) => lost > 0);
  const worst = runs.filter(({ lost }) => lost > 0).sort((a, b) => b.lost / b.ok - a.lost / a.ok)[0];
  const found: Asked[] = [];
  if (sound && unsound && unsound.requestsPerSecond > sound.requestsPerSecond) {
    const lost = lostOf(unsound);
    found.push(
      questions.fastButWrong(rowOfRun(unsound), rateOf(unsound), lost, rowOfRun(sound), rateOf(sound)),
    );
  } else if (sound && unsound) {
    found.push(questions.soundAndFast(rowOfRun(sound), rateOf(sound), rowOfRun(unsound), rateOf(unsound)));
  } else if (worst) {
    found.push(questions.onlyCounting(rowOfRun(worst), lostOf(worst), worst.ok));
  }
  if (sound && soundRuns.length > 1) found.push(questions.bestSound(rowOfRun(sound), rateOf(sound)));
  const short = runs.find((run) => !isLongEnough(run));
  if (short) found.push(questions.shortRun(rowOfRun(short), rateOf(short), short.durationMs));
  return found;
}
