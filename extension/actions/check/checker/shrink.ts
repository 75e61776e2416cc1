import type { Event, History } from "./event.ts";

/** Leaves out what need not be there. @returns a history of which nothing more can be left out and still `shows` */
export async function shrink(
  history: History,
  shows: (shorter: History) => Promise<boolean>,
): Promise<History> {
  for (const shorter of shorterThan(history)) if (await shows(shorter)) return shrink(shorter, shows);
  return history;
}

function* shorterThan(history: History): Generator<History> {
  const ids = new Set(history.flatMap((event) => (event.what === "sent" ? [event.id] : [])));
  for (const id of ids)
    for (const from of ["stored", "pending", "neither"] as const) yield without(history, id, from);
  for (const [at, { what }] of history.entries()) {
    if (what === "sent") yield withoutSending(history, at);
    else if (what !== "acknowledged" && what !== "refused" && what !== "unanswered")
      yield history.toSpliced(at, 1);
  }
}

/** A whole hit. A counter does not say whether it was in it: `from` is a guess, which the judge weighs. */
function without(history: History, id: string, from: "stored" | "pending" | "neither"): History {
  const others = (ids: readonly string[]) => ids.filter((each) => each !== id);
  const less = (count: number, where: typeof from) => (where === from ? Math.max(0, count - 1) : count);
  return history.flatMap((event): Event[] => {
    if ("id" in event) return event.id === id ? [] : [event];
    if (event.what === "read-ids")
      return [{ ...event, stored: others(event.stored), pending: others(event.pending) }];
    if (event.what !== "read-counter") return [event];
    return [{ ...event, stored: less(event.stored, "stored"), pending: less(event.pending, "pending") }];
  });
}

/** One of several sendings of a hit, and the answer to it. */
function withoutSending(history: History, at: number): History {
  const sent = history[at];
  const isOfIt = (event: Event, place: number) =>
    place > at && sent && "id" in sent && "id" in event && event.id === sent.id;
  const answered = history.findIndex(isOfIt);
  return history.filter((_, place) => place !== at && place !== answered);
}
