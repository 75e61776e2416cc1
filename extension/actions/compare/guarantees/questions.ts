import { noCrash } from "../../matrix/cells.ts";
import type { Asked } from "../../questions.ts";
import type { GuaranteesResult } from "../result.ts";
import type { en } from "./words.en.ts";

/** Only what the numbers give reason for. */
export function guaranteeQuestions(
  { rows, runs }: Pick<GuaranteesResult, "rows" | "runs">,
  { questions }: typeof en,
): Asked[] {
  const found: Asked[] = [];
  const named = Object.entries(rows);
  const inLoad = (run: number) => runs.some((one) => one.run === run && one.verdict === "exact");
  const onlyCrashed = named.flatMap(([name, { crashes, pace }]) => {
    const [place, cell] =
      Object.entries(crashes ?? {}).find(([place, { lost }]) => place !== noCrash && lost > 0) ?? [];
    return pace && inLoad(pace.run) && place && cell ? [{ name, place, lost: cell.lost }] : [];
  })[0];
  if (onlyCrashed) found.push(questions.onlyTheCrash(onlyCrashed.name, onlyCrashed.lost, onlyCrashed.place));
  const sound = named
    .filter(([, { lost, duplicated, crashes }]) => lost === 0 && duplicated === 0 && crashes !== null)
    .sort(([, a], [, b]) => a.lines - b.lines);
  const [least, most] = [sound[0], sound.at(-1)];
  if (least && most && most[1].lines > least[1].lines) {
    found.push(
      questions.moreForWhat(
        least[0],
        least[1].lines,
        least[1].services.length,
        most[0],
        most[1].lines,
        most[1].services.length,
      ),
    );
  }
  const refused = named.flatMap(([name, { killed }]) =>
    Object.entries(killed)
      .filter(([, { refused, lost }]) => refused > 0 && lost === 0)
      .map(([target, { refused }]) => ({ name, target, refused })),
  )[0];
  if (refused) found.push(questions.refusedNotLost(refused.name, refused.target, refused.refused));
  return found;
}
