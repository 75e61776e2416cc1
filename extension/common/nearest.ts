/** The name that a person most likely meant: at most a third of its letters differ; undefined when none is near. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of names) {
    // Texts that differ so much in length are not compared letter by letter: a word may have millions of them.
    if (Math.abs(word.length - name.length) > allowed(name) || differsInNumber(word, name)) continue;
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best !== undefined && bestDistance <= allowed(best) ? best : undefined;
}

/** `exercise-12` is not meant to be `exercise-1`, nor any other of them. */
function differsInNumber(word: string, name: string): boolean {
  const [one, other] = [word, name].map((each) => each.toLowerCase().replaceAll(/\d+/g, "#"));
  return one === other && word.toLowerCase() !== name.toLowerCase();
}

function allowed(name: string): number {
  return Math.max(1, Math.floor(name.length / 3));
}

/** Insertions, deletions, substitutions and swaps of neighbours from one word to the other. */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const distance = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= from.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j += 1) {
      const substituted = distance(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwap ? distance(i - 2, j - 2) + 1 : substituted;
      rows[i]?.push(Math.min(substituted, swapped, distance(i - 1, j) + 1, distance(i, j - 1) + 1));
    }
  }
  return distance(from.length, to.length);
}
