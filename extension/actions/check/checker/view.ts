import type { Language } from "../../../common/language.ts";
import type { Block } from "../../../drawing/blocks.ts";
import type { DemandResult } from "../result.ts";
import type { Event } from "./event.ts";
import { flaws } from "./flaws.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

type Words = typeof en;

/** The history that a check misjudges, an event a line. */
export function historyBlock({ name, seen, history }: DemandResult, language: Language): Block[] {
  if (!history) return [];
  const words = { en, ru }[language];
  const demands: Readonly<Record<string, string>> = words.demands;
  const { events, faults } = history;
  const wrong = faults
    ? words.wrong(faults.lost, faults.duplicated, faults.unexpected, faults.outOfOrder)
    : words.right;
  return [
    {
      kind: "log",
      caption: cameBack(seen.code) ? words.shown(demands[name] ?? name, wrong) : words.askedLast(wrong),
      lines: events.map((event) => lineOf(event, words)),
    },
  ];
}

/** What the check could reach while it was checked. */
export function isolationItem(isolated: boolean, language: Language): [string, string] {
  const words = { en, ru }[language];
  return [words.isolation, isolated ? words.isolated : words.bounded];
}

const cameBack = (code: string) => code !== "hangs" && code !== "ended";

/** How many mutants the check has missed, of those that it said something of. */
export function scoreLine(demands: readonly DemandResult[], language: Language): Block[] {
  const names: readonly string[] = flaws;
  const decided = demands.filter(({ name, passed }) => names.includes(name) && passed !== null);
  const escaped = decided.filter(({ passed }) => !passed);
  if (decided.length === 0) return [];
  return [{ kind: "line", text: { en, ru }[language].score(escaped.length, decided.length) }];
}

/** What the seed repeats. */
export const seedLine = (seed: number, language: Language) => ({ en, ru })[language].again(seed);

function lineOf(event: Event, { events }: Words): string {
  const ids = (list: readonly string[]) => (list.length === 0 ? events.none : list.join(", "));
  switch (event.what) {
    case "sent":
      return events.sent(event.client, event.id);
    case "crashed":
      return events[event.program];
    case "process-begun":
      return events.begun;
    case "process-ended":
      return events.ended;
    case "read-ids":
      return events.readIds(ids(event.stored), ids(event.pending));
    case "read-counter":
      return events.readCounter(event.stored, event.pending);
    default:
      return events[event.what](event.id);
  }
}
