/** Lines of code in TypeScript or Python: neither blank nor, from their first character on, a comment. */
export function codeLines(source: string): string[] {
  let end: string | undefined;
  return source.split(/\r?\n/).filter((raw) => {
    const line = raw.trim();
    const opening = end === undefined ? openings.find(([start]) => line.startsWith(start)) : undefined;
    const rest = opening ? line.slice(opening[0].length) : line;
    const closing = opening?.[1] ?? end;
    if (closing !== undefined) {
      end = rest.includes(closing) ? undefined : closing;
      return false;
    }
    return line !== "" && !line.startsWith("//") && !line.startsWith("#");
  });
}

/** Comments of several lines, and how they end. */
const openings = [
  ["/*", "*/"],
  ['"""', '"""'],
] as const;
