import type { ErrorCode } from "yaml";

const list = new Intl.ListFormat("en", { type: "disjunction" });
const oneOf = (names: readonly string[]) => list.format(names.map((name) => `\`${name}\``));

/** How to mend a name that is not known. */
function instead(nearest: string | undefined, known: readonly string[]): string {
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  return known.length === 0 ? "Remove it." : `Use ${oneOf(known)}.`;
}

const indentation = "Indent the keys of one mapping alike, and put text with a colon in it in quotes.";

const yamlRemedies: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: "The same key is there twice: remove one of the two.",
  TAB_AS_INDENT: "Indent with spaces instead of tabs.",
  BAD_SCALAR_START: "Put text that begins with this character in quotes.",
  BLOCK_AS_IMPLICIT_KEY: indentation,
  MULTILINE_IMPLICIT_KEY: indentation,
  MISSING_CHAR: "A bracket, a quote or a colon is missing.",
  BAD_INDENT: "Indent the keys of one mapping alike; close every bracket, and indent what is inside it.",
  BAD_DQ_ESCAPE: "Write \\\\ for a backslash, or use single quotes.",
  MULTIPLE_DOCS: "Remove the line with ---, or make two cells.",
};

/** Problems in a cell. Each message is put after the number of its line. */
export const en = {
  noAction: (actions: readonly string[]) => ({
    what: "this cell does not say what to do.",
    remedy: `Write an action and a colon, for example \`${actions[0]}:\`. There are: ${actions.join(", ")}.`,
  }),
  colonMissing: (action: string) => ({
    what: `the colon after \`${action}\` is missing.`,
    remedy: `Write \`${action}:\`.`,
  }),
  unknownAction: (key: string, nearest: string | undefined, actions: readonly string[]) => ({
    what: `there is no action \`${key}\`.`,
    remedy: instead(nearest, actions),
  }),
  twoActions: (first: string, second: string) => ({
    what: `this cell has two actions, \`${first}\` and \`${second}\`.`,
    remedy: `A cell has one action: move \`${second}\` into a cell of its own.`,
  }),
  unknownCellKey: (key: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `a cell has no key \`${key}\`.`,
    remedy: instead(nearest, known),
  }),
  unknownCommentKey: (key: string, nearest: string | undefined) => ({
    what: `the comment below a cell has no key \`${key}\`.`,
    remedy: instead(nearest, ["expect"]),
  }),
  expectTwice: {
    what: "`expect` is in the cell and in the comment below it.",
    remedy: "Remove one of the two.",
  },
  notIndented: (key: string, action: string) => ({
    what: `\`${key}\` belongs to \`${action}\`, but is not indented under it.`,
    remedy: "Put two spaces before it.",
  }),
  unknownParameter: (owner: string, key: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `\`${owner}\` has no \`${key}\`.`,
    remedy: instead(nearest, known),
  }),
  missingParameter: (owner: string, key: string, wanted: string) => ({
    what: `\`${owner}\` lacks \`${key}\`.`,
    remedy: `Add a line \`${key}:\` with ${wanted}.`,
  }),
  wrongValue: (key: string, got: string, nearest: string | undefined, wanted: string) => ({
    what: got === "" ? `\`${key}\` has no value.` : `\`${key}\` cannot be ${got}.`,
    remedy: nearest === undefined ? `It must be ${wanted}.` : instead(nearest, []),
  }),
  unknownName: (name: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `the app has no strategy \`${name}\`.`,
    remedy: instead(nearest, known),
  }),
  add: (key: string, byDefault: string | undefined) =>
    byDefault === undefined ? `Add \`${key}\`.` : `Add \`${key}\`: its default is ${byDefault}.`,
  change: (key: string) => `Change \`${key}\`.`,
  notValues: (key: string) => ({
    what: `\`${key}\` must name values of the result, each with a number, a text, true or false.`,
    remedy: `For example \`${key}: { stored: 1000 }\`.`,
  }),
  unknownNeed: (got: string, nearest: string | undefined, known: readonly string[]) => ({
    what: `\`needs\` lists software that not every machine has, and does not know \`${got}\`.`,
    remedy: instead(nearest, known),
  }),
  needsNotList: {
    what: "`needs` must be a list.",
    remedy: "For example `needs: [kafka]`.",
  },
  unreadableYaml: (message: string, code: ErrorCode) => ({
    what: `this is not valid YAML (${message}).`,
    remedy: yamlRemedies[code] ?? "Write `key: value` on each line, with two spaces before what is inside.",
  }),
  nestedTooDeep: {
    what: "lists, mappings or brackets are nested too deeply.",
    remedy: "Close each bracket before you open the next one.",
  },
  tooLong: (limit: string) => ({
    what: `the cell has more than ${limit} characters.`,
    remedy: "Make it shorter, or move text into the prose between the cells.",
  }),
  conditionNeedsQuotes: (condition: string) => ({
    what: `YAML does not read ${condition} as a condition.`,
    remedy: `Put it in quotes: "${condition}".`,
  }),
  aliasRefused: {
    what: "anchors (&) and aliases (*) are not allowed in a cell.",
    remedy: "Write the value out; text that begins with * or & goes in quotes.",
  },
  tagRefused: (tag: string) => ({
    what: `YAML tags are not allowed in a cell (${tag}).`,
    remedy: "Remove the tag; text that begins with ! goes in quotes.",
  }),
  keyNotText: {
    what: "a list or a mapping cannot be a key.",
    remedy: "Use a name.",
  },
};
