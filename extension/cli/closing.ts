import type { Language, Localized } from "../common/language.ts";
import { formatNumber, plural } from "../common/language.ts";
import { actionName } from "../document/cell.ts";
import type { Cell } from "../document/document.ts";
import type { CellOutcome } from "../report/json-report.ts";

const nameOf = (cell: Cell) => cell.step ?? actionName(cell);

/** The last line of a run: whether all went as the notebook expects, else which steps did not, and which never ran. */
export function closing(
  outcomes: readonly CellOutcome[],
  isWanted: (cell: Cell) => boolean,
  language: Language,
): string {
  const wanted = outcomes.filter(({ cell }) => isWanted(cell));
  const names = (status: CellOutcome["status"]) =>
    wanted.filter((outcome) => outcome.status === status).map(({ cell }) => nameOf(cell));
  const failed = names("failed");
  const lacking = wanted.filter(isLacking).map(({ cell }) => nameOf(cell));
  const skipped = names("skipped").filter((name) => !lacking.includes(name));
  const said = [
    failed.length === 0
      ? allGood(wanted.length - lacking.length)[language]
      : notAsExpected(failed.join(", "))[language],
  ];
  if (skipped.length > 0) said.push(neverRan(skipped.join(", "))[language]);
  if (lacking.length > 0) said.push(leftOut(lacking.join(", "))[language]);
  return said.join(" ");
}

/** It was left out, because the machine lacks what it needs. */
export function isLacking(outcome: CellOutcome): boolean {
  return "missing" in outcome && outcome.missing !== undefined;
}

export const stoppedEarly = (language: Language) =>
  ({ en: "Stopped. Nothing is left running.", ru: "Остановлено. Все серверы завершены." })[language];

const allGood = (count: number): Localized => ({
  en: `✓ ${formatNumber(count, "en")} ${plural(count, "en", "step", "steps")} done, every expectation held.`,
  ru: `✓ ${plural(count, "ru", "Выполнен", "Выполнено", "Выполнено")} ${formatNumber(count, "ru")} ${plural(count, "ru", "шаг", "шага", "шагов")}, все ожидания сбылись.`,
});

const notAsExpected = (steps: string): Localized => ({
  en: `✗ Failed, or not as expected: ${steps}.`,
  ru: `✗ С ошибкой или не так, как ожидалось: ${steps}.`,
});

const neverRan = (steps: string): Localized => ({
  en: `Not run after that: ${steps}.`,
  ru: `После этого не выполнялись: ${steps}.`,
});

const leftOut = (steps: string): Localized => ({
  en: `Skipped for want of what they need: ${steps}.`,
  ru: `Пропущены, потому что не хватает нужного: ${steps}.`,
});
