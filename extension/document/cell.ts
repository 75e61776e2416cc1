import { isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import { nearest } from "../common/nearest.ts";
import { CellError, type PlacedProblem, type Problem, type Problems, placeProblems } from "./cell-error.ts";
import {
  expectProblems,
  type NamedValues,
  reasonKey,
  studyComment,
  valueProblems,
  valuesOf,
} from "./cell-values.ts";
import { type Entry, entriesOf, rangeOf, readYaml, type Yaml } from "./cell-yaml.ts";
import type { DescribedAction } from "./described-action.ts";
import type { Cell } from "./document.ts";
import { withLineBreaks } from "./lines.ts";
import { isNeed, type Need, needNames } from "./needs.ts";
import {
  colonMissing,
  needsNotList,
  noAction,
  notIndented,
  twoActions,
  unknownAction,
  unknownCellKey,
  unknownNeed,
} from "./problems.ts";
import { schemaOf } from "./schema.ts";
import { schemaProblems } from "./schema-problems.ts";

/** The contents of a `yaml lab` cell. */
interface CellWork<A> {
  readonly action: A;
  /** As the action's schema gives them, defaults filled in. */
  readonly parameters: unknown;
  /** Without the keys that have no value: those guesses are still open. */
  readonly predict: NamedValues;
  /** The student's reason for the guess. */
  readonly why: string | undefined;
  /** Written in the cell, or in the comment behind it. */
  readonly expect: NamedValues;
  /** Software that the cell needs; a run of the whole lab skips the cell where it is missing. */
  readonly needs: readonly Need[];
}

/** @throws CellError for the first problem in the cell. */
export function interpretCell<A extends DescribedAction>(cell: Cell, actions: readonly A[]): CellWork<A> {
  const source = withLineBreaks(cell.code, "\n");
  const study = studyCell(source, cell.expect?.text, actions);
  if ("problems" in study) throw new CellError(cell, source, study.problems[0]);
  return study.work;
}

/** All problems of the cell, from top to bottom. */
export function interpretAll(cell: Cell, actions: readonly DescribedAction[]): PlacedProblem[] {
  const source = withLineBreaks(cell.code, "\n");
  const study = studyCell(source, cell.expect?.text, actions);
  return "problems" in study ? placeProblems(source, study.problems, cell.expect?.text) : [];
}

/** A name for what the cell does, even if it cannot run: the first key that may be an action, or its language. */
export function actionName({ language, code }: Cell): string {
  if (language !== "yaml") return language;
  const read = readYaml(withLineBreaks(code, "\n"));
  const keys = "yaml" in read ? entriesOf(read.yaml.root).map(({ key }) => key) : [];
  return keys.find((key) => !isReserved(key)) ?? language;
}

type Study<A> = { readonly work: CellWork<A> } | { readonly problems: Problems };

/** @param comment the text of the comment behind the cell */
function studyCell<A extends DescribedAction>(
  source: string,
  comment: string | undefined,
  actions: readonly A[],
): Study<A> {
  const read = readYaml(source);
  if ("problems" in read) return read;
  const { root } = read.yaml;
  if (!isMap(root)) return { problems: [notKeys(root, actions)] };
  const entries = entriesOf(root);
  const [first, second] = entries.flatMap((entry) => {
    const action = actions.find(({ name }) => name === entry.key);
    return action ? [{ entry, action }] : [];
  });
  if (!first) return { problems: [notOneAction(entries, actions)] };
  if (second) {
    return { problems: [twoActions(rangeOf(second.entry.keyNode), first.entry.key, second.entry.key)] };
  }
  return studyWork(first.entry, first.action, entries, { ...read.yaml, source, comment });
}

function studyWork<A extends DescribedAction>(
  own: Entry,
  action: A,
  entries: readonly Entry[],
  yaml: Yaml & { readonly source: string; readonly comment: string | undefined },
): Study<A> {
  const given = yaml.toJS(own.valueNode) ?? {};
  const short = typeof given === "string" ? action.short : undefined;
  const parsed = action.parameters.safeParse(short === undefined ? given : { [short]: given });
  const predict = entries.find(({ key }) => key === "predict");
  const expect = entries.find(({ key }) => key === "expect");
  const needs = entries.find(({ key }) => key === "needs");
  const behind = studyComment(yaml.comment, expect !== undefined);
  const all = [
    ...strayKeys(own, action, entries, yaml.source),
    ...(parsed.error
      ? schemaProblems(own, action.parameters, parsed.error.issues, { source: yaml.source, short })
      : []),
    ...valueProblems(predict, yaml),
    ...expectProblems(expect, yaml),
    ...needProblems(needs, yaml),
  ].sort((a, b) => a.from - b.from);
  // The missing key is most likely the one with the wrong name.
  const misnamed = all.some(({ code }) => code === "unknown-key");
  const inCell = all.filter(({ code }) => !(misnamed && code === "missing-key"));
  const [first, ...others] = [...inCell, ...behind.problems];
  if (first) return { problems: [first, ...others] };
  const { [reasonKey]: why, ...guesses } = valuesOf(predict, yaml);
  return {
    work: {
      action,
      parameters: parsed.data,
      predict: guesses,
      why: why === undefined ? undefined : String(why),
      expect: expect ? valuesOf(expect, yaml) : behind.expect,
      needs: needItems(needs)
        .map((item) => yaml.toJS(item))
        .filter(isNeed),
    },
  };
}

function notKeys(root: Node | undefined, actions: readonly DescribedAction[]): Problem {
  const names = actions.map(({ name }) => name);
  const place = root ? rangeOf(root) : { from: 0, to: 0 };
  const meant = isScalar(root) ? nearest(String(root.value), names) : undefined;
  return meant === undefined ? noAction(place, names) : colonMissing(place, meant);
}

function notOneAction(entries: readonly Entry[], actions: readonly DescribedAction[]): Problem {
  const names = actions.map(({ name }) => name);
  const unknown = entries.find(({ key }) => !isReserved(key));
  if (!unknown) return noAction({ from: 0, to: 0 }, names);
  return unknownAction(rangeOf(unknown.keyNode), unknown.key, nearest(unknown.key, names), names);
}

/** Top-level keys that a cell cannot have. */
function strayKeys(
  own: Entry,
  { name, parameters }: DescribedAction,
  entries: readonly Entry[],
  source: string,
): Problem[] {
  const names = Object.keys(schemaOf(parameters).properties ?? {});
  const below = entries[entries.indexOf(own) + 1];
  return entries
    .filter((entry) => entry !== own && !isReserved(entry.key))
    .map((entry) => {
      const place = rangeOf(entry.keyNode);
      if (!names.includes(entry.key)) {
        return unknownCellKey(place, entry.key, nearest(entry.key, reserved), reserved);
      }
      // Only for one line right below the action is the indentation all that is missing.
      const isLineBelow = entry === below && !isBlockMap(entry.valueNode);
      return notIndented(place, entry.key, name, isLineBelow ? indentIn(own, source) : undefined);
    });
}

/** The white space before the action's own keys; undefined where they stand between braces. */
function indentIn({ valueNode }: Entry, source: string): string | undefined {
  if (!valueNode) return "  ";
  if (!isBlockMap(valueNode)) return undefined;
  const { from } = rangeOf(valueNode);
  const before = source.slice(source.lastIndexOf("\n", from) + 1, from);
  return /^ +$/.test(before) ? before : undefined;
}

function isBlockMap(node: Node | undefined): boolean {
  return isMap(node) && node.flow !== true;
}

function needProblems(entry: Entry | undefined, yaml: Yaml): Problem[] {
  if (!entry) return [];
  if (!isSeq(entry.valueNode)) return [needsNotList(rangeOf(entry.keyNode))];
  return needItems(entry)
    .filter((item) => !isNeed(yaml.toJS(item)))
    .map((item) => {
      const got = String(yaml.toJS(item));
      return unknownNeed(rangeOf(item), got, nearest(got, needNames), needNames);
    });
}

function needItems(entry: Entry | undefined): Node[] {
  return isSeq(entry?.valueNode) ? entry.valueNode.items.filter(isNode) : [];
}

const reserved = ["predict", "expect", "needs"];

function isReserved(key: string): boolean {
  return reserved.includes(key);
}
