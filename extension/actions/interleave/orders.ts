/** Picks who goes next among those who can. */
export type Choose = (able: readonly string[]) => string;

interface Ordered<T> {
  /** Who went at each place: "ABAB". */
  readonly order: string;
  readonly result: T;
  /** There is no other order left to try. */
  readonly isLast: boolean;
}

/**
 * Every order there is, each from its beginning, in the order of the alphabet. Who can go next depends on who went
 * before; so each run shows which other ways there were, and the last of them that is untried is taken next.
 * @param run plays one order to its end, asking at each place who goes next
 */
export async function* everyOrder<T>(
  run: (choose: Choose) => Promise<T>,
  differs: (order: string) => Error,
): AsyncGenerator<Ordered<T>> {
  let begin: readonly string[] | undefined = [];
  while (begin) {
    const wanted: readonly string[] = begin;
    const order: string[] = [];
    /** Who else could have gone at each place, and has not yet. */
    const untried: string[][] = [];
    const result = await run((able) => {
      const sorted = [...able].sort();
      const next = wanted[order.length] ?? sorted[0];
      if (next === undefined || !sorted.includes(next)) throw differs(wanted.join(""));
      untried.push(sorted.slice(sorted.indexOf(next) + 1));
      order.push(next);
      return next;
    });
    if (order.length < wanted.length) throw differs(wanted.join(""));
    begin = nextBegin(order, untried);
    yield { order: order.join(""), result, isLast: begin === undefined };
  }
}

function nextBegin(order: readonly string[], untried: readonly (readonly string[])[]) {
  const place = untried.findLastIndex((others) => others.length > 0);
  const next = untried[place]?.[0];
  return next === undefined ? undefined : [...order.slice(0, place), next];
}

/** One order: the letters that are given, then whoever comes first in the alphabet. */
export function follow(letters: string, differs: (order: string) => Error): Choose {
  let place = 0;
  return (able) => {
    const next = letters[place] ?? [...able].sort()[0];
    if (next === undefined || !able.includes(next)) throw differs(letters);
    place += 1;
    return next;
  };
}
