import type { Check, ReadCounter, ReadIds } from "./history.ts";

/** A hit, as its client knows it so far. */
interface Hit {
  readonly client: string;
  /** When it was sent first, and acknowledged first. */
  readonly sentAt: number;
  acknowledgedAt?: number;
  /** Sendings that were not answered yet, or never will be. */
  open: number;
}

type Hits = ReadonlyMap<string, Hit>;

/** Judges each reading by what was heard before it. */
export const check: Check = (history) => {
  const hits = new Map<string, Hit>();
  for (const [at, event] of history.entries()) {
    switch (event.what) {
      case "sent": {
        const hit: Hit = hits.get(event.id) ?? { client: event.client, sentAt: at, open: 0 };
        hit.open += 1;
        hits.set(event.id, hit);
        break;
      }
      case "acknowledged":
      case "refused": {
        const hit = hits.get(event.id);
        if (!hit) break;
        hit.open -= 1;
        if (event.what === "acknowledged") hit.acknowledgedAt ??= at;
        break;
      }
      // What is without an answer stays open.
      case "read-counter":
      case "read-ids": {
        const wrong = event.what === "read-ids" ? wrongIds(event, hits) : wrongCounter(event, hits);
        if (wrong !== undefined) return wrong;
      }
    }
  }
  return undefined;
};

const isAcknowledged = ({ acknowledgedAt }: Hit) => acknowledgedAt !== undefined;
const mayBeThere = (hit: Hit) => isAcknowledged(hit) || hit.open > 0;

/** A number has bounds only. */
function wrongCounter({ stored, pending }: ReadCounter, hits: Hits): string | undefined {
  const count = stored + pending;
  const all = [...hits.values()];
  const least = all.filter(isAcknowledged).length;
  const most = all.filter(mayBeThere).length;
  if (count < least) return `${least} acknowledged, only ${count} counted`;
  if (count > most) return `${count} counted, at most ${most} may be there`;
  return undefined;
}

function wrongIds({ stored, pending }: ReadIds, hits: Hits): string | undefined {
  const places = new Map<string, number>();
  for (const [place, id] of stored.entries()) {
    if (places.has(id)) return `${id} is stored twice`;
    places.set(id, place);
  }
  const there = new Set([...stored, ...pending]);
  for (const id of there) {
    const hit = hits.get(id);
    if (!hit) return `no client sent ${id}`;
    if (!mayBeThere(hit)) return `${id} was refused, and is there`;
  }
  for (const [id, hit] of hits) if (isAcknowledged(hit) && !there.has(id)) return `${id} is lost`;
  return wrongOrder(places, hits);
}

function wrongOrder(places: ReadonlyMap<string, number>, hits: Hits): string | undefined {
  for (const [first, { client, acknowledgedAt }] of hits) {
    const firstPlace = places.get(first);
    if (firstPlace === undefined || acknowledgedAt === undefined) continue;
    for (const [second, later] of hits) {
      const secondPlace = places.get(second);
      if (secondPlace === undefined || later.client !== client || later.sentAt < acknowledgedAt) continue;
      if (secondPlace < firstPlace) return `${second} is stored before ${first}`;
    }
  }
  return undefined;
}
