/** Picks the next client among those that can go. */
export type Choose = (able: readonly string[]) => string;

interface Ordered<T> {
  /** The client that went at each place: "ABAB". */
  readonly order: string;
  readonly result: T;
  /** There is no other order left to try. */
  readonly isLast: boolean;
}

/**
 * Every order there is, each from its beginning, in alphabetical order. Which clients can go next depends on those
 * that went before; so each run shows the other ways at each place, and the last untried one is taken next.
 * @param run plays one order to its end, asking at each place for the next client
 */
export async function* everyOrder<T>(
  run: (choose: Choose) => Promise<T>,
  differs: (order: string) => Error,
): AsyncGenerator<Ordered<T>> {
  let begin: readonly string[] | undefined = [];
  while (begin) {
    const wanted: readonly string[] = begin;
    const order: string[] = [];
    /** The other clients that could have gone at each place, and have not yet. */
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

/** One order: the given letters, then always the first client that can go. */
export function follow(letters: string, differs: (order: string) => Error): Choose {
  let place = 0;
  return (able) => {
    const next = letters[place] ?? [...able].sort()[0];
    if (next === undefined || !able.includes(next)) throw differs(letters);
    place += 1;
    return next;
  };
}
