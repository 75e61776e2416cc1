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

/** Exports that the app itself calls. */
const entries = new Set(["hit", "process", "stored", "open", "close"]);
/** Exports that only the lab uses: for its texts, its ledger, its reset and its crashes. */
const ofTheLab = new Set([
  ...["about", "needs", "storesIds", "stores_ids", "pending", "pendingIds", "pending_ids", "forget"],
  "failpoint",
]);

/**
 * The lines of code that a strategy takes. What only the lab needs is left out: what is exported for it, whatever else
 * only that uses, and the places at which it can kill a worker.
 */
export function strategyLines(source: string): string[] {
  const parts = topLevelParts(
    codeLines(source).filter((line) => !/^\s*(if .*)?(await )?failpoint\(/.test(line)),
  );
  const own = reachable(parts, ({ names }) => names.length === 0 || names.some((name) => entries.has(name)));
  const lab = reachable(parts, ({ names }) => names.some((name) => ofTheLab.has(name)));
  return parts.filter((part) => own.has(part) || !lab.has(part)).flatMap(({ lines }) => lines);
}

/** A declaration, import or statement at the top level of a file. */
interface Part {
  readonly lines: string[];
  /** The names that it declares. */
  readonly names: readonly string[];
}

/** A part begins at each line without indentation that neither closes a bracket nor follows a decorator. */
function topLevelParts(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const goesOn = /^[\s})\]`]/.test(line) || last?.lines.at(-1)?.startsWith("@");
    if (last && goesOn) last.lines.push(line);
    else parts.push({ lines: [line], names: [] });
  }
  return parts.map(({ lines }) => ({ lines, names: declaredIn(lines) }));
}

const declarations = [
  /^import (?:type )?(.+) from ["']/s,
  /^from \S+ import (.+)$/s,
  /^import ([\w, ]+)$/,
  /^(?:export )?(?:const|let|var) (\{[^}]*\}|[\w$]+)/s,
  /^(?:export )?(?:async )?(?:function\*?|class|interface|type|enum) ([\w$]+)/,
  /^(?:async )?(?:def|class) (\w+)/,
  /^(\w+)(?:: [^=]+)? = /,
];

function declaredIn(lines: readonly string[]): string[] {
  const text = lines.filter((line) => !line.startsWith("@")).join("\n");
  for (const declaration of declarations) {
    const declared = declaration.exec(text)?.[1];
    if (declared !== undefined)
      return identifiersIn(declared).filter((word) => !["as", "type"].includes(word));
  }
  return [];
}

const identifiersIn = (text: string): string[] => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

/** These parts, and all that they name, directly or not. */
function reachable(parts: readonly Part[], isFirst: (part: Part) => boolean): ReadonlySet<Part> {
  const found = new Set<Part>();
  const follow = (part: Part) => {
    if (found.has(part)) return;
    found.add(part);
    // Braces within a string may hold code, so such a string is kept.
    const named = new Set(identifiersIn(part.lines.join("\n").replace(/"[^"\n{]*"|'[^'\n{]*'/g, '""')));
    for (const other of parts) if (other.names.some((name) => named.has(name))) follow(other);
  };
  for (const part of parts) if (isFirst(part)) follow(part);
  return found;
}
