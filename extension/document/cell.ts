import { isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import type { z } from "zod";
import { isScalar as isValue, parseCondition, type Scalar } from "../common/condition.ts";
import { LabError } from "../common/lab-error.ts";
import { nearest } from "../common/nearest.ts";
import { CellError, type Fault, type Faults, type Problem, problemOf } from "./cell-error.ts";
import {
  badCondition,
  colonMissing,
  needsNoList,
  noAction,
  notIndented,
  notValues,
  twoActions,
  unknownAction,
  unknownCellKey,
  unknownNeed,
} from "./cell-faults.ts";
import { type Entry, entriesOf, rangeOf, readYaml, type Yaml } from "./cell-yaml.ts";
import type { Cell } from "./document.ts";
import { withLineBreaks } from "./lines.ts";
import { isNeed, type Need, needNames } from "./needs.ts";
import { parameterNames, schemaFaults } from "./schema-faults.ts";

/** As much of an action as a cell is checked against. */
export interface ActionShape {
  readonly name: string;
  readonly parameters: z.ZodType;
}

/** What a `yaml lab` cell says. */
export interface CellWork<A> {
  readonly action: A;
  /** As the action's schema gives them, defaults filled in. */
  readonly parameters: unknown;
  /** Without the keys that have no value: those guesses are still open. */
  readonly predict: Readonly<Record<string, Scalar>>;
  readonly expect: Readonly<Record<string, Scalar>>;
  /** What must be on the machine; where it is not, a run of the whole lab leaves the cell out. */
  readonly needs: readonly Need[];
}

/** @throws CellError for the first thing in the cell that is wrong. */
export function interpretCell<A extends ActionShape>(cell: Cell, actions: readonly A[]): CellWork<A> {
  const source = withLineBreaks(cell.code, "\n");
  const study = studyCell(source, actions);
  if ("faults" in study) throw new CellError(cell, source, study.faults[0]);
  return study.work;
}

/** Everything that is wrong in the cell, from top to bottom. */
export function interpretAll(cell: Cell, actions: readonly ActionShape[]): Problem[] {
  const source = withLineBreaks(cell.code, "\n");
  const study = studyCell(source, actions);
  return "faults" in study ? study.faults.map((fault) => problemOf(source, fault)) : [];
}

/** A name for what the cell does, even if it cannot run: the first key that may be an action, or its language. */
export function actionName({ language, code }: Cell): string {
  if (language !== "yaml") return language;
  const read = readYaml(withLineBreaks(code, "\n"));
  const keys = "yaml" in read ? entriesOf(read.yaml.root).map(({ key }) => key) : [];
  return keys.find((key) => !isReserved(key)) ?? language;
}

type Study<A> = { readonly work: CellWork<A> } | { readonly faults: Faults };

function studyCell<A extends ActionShape>(source: string, actions: readonly A[]): Study<A> {
  const read = readYaml(source);
  if ("faults" in read) return read;
  const { root } = read.yaml;
  if (!isMap(root)) return { faults: [notKeys(root, actions)] };
  const entries = entriesOf(root);
  const [first, second] = entries.flatMap((entry) => {
    const action = actions.find(({ name }) => name === entry.key);
    return action ? [{ entry, action }] : [];
  });
  if (!first) return { faults: [notOneAction(entries, actions)] };
  if (second) {
    return { faults: [twoActions(rangeOf(second.entry.keyNode), first.entry.key, second.entry.key)] };
  }
  return studyWork(first.entry, first.action, entries, { ...read.yaml, source });
}

function studyWork<A extends ActionShape>(
  own: Entry,
  action: A,
  entries: readonly Entry[],
  yaml: Yaml & { readonly source: string },
): Study<A> {
  const parsed = action.parameters.safeParse(yaml.toJS(own.valueNode) ?? {});
  const predict = entries.find(({ key }) => key === "predict");
  const expect = entries.find(({ key }) => key === "expect");
  const needs = entries.find(({ key }) => key === "needs");
  const all = [
    ...entries
      .filter((entry) => entry !== own && !isReserved(entry.key))
      .map((entry) =>
        stray(entry, action, isBelow(entry, own, entries) ? indentIn(own, yaml.source) : undefined),
      ),
    ...(parsed.error ? schemaFaults(own, action.parameters, parsed.error.issues, yaml.source) : []),
    ...valueFaults(predict, yaml),
    ...valueFaults(expect, yaml),
    ...conditionFaults(expect, yaml),
    ...needFaults(needs, yaml),
  ].sort((a, b) => a.from - b.from);
  // What is missing is most likely what has the wrong name.
  const misnamed = all.some(({ code }) => code === "unknown-key");
  const [first, ...others] = all.filter(({ code }) => !(misnamed && code === "missing-key"));
  if (first) return { faults: [first, ...others] };
  return {
    work: {
      action,
      parameters: parsed.data,
      predict: valuesOf(predict, yaml),
      expect: valuesOf(expect, yaml),
      needs: needItems(needs)
        .map((item) => yaml.toJS(item))
        .filter(isNeed),
    },
  };
}

function notKeys(root: Node | undefined, actions: readonly ActionShape[]): Fault {
  const names = actions.map(({ name }) => name);
  const place = root ? rangeOf(root) : { from: 0, to: 0 };
  const meant = isScalar(root) ? nearest(String(root.value), names) : undefined;
  return meant === undefined ? noAction(place, names) : colonMissing(place, meant);
}

function notOneAction(entries: readonly Entry[], actions: readonly ActionShape[]): Fault {
  const names = actions.map(({ name }) => name);
  const unknown = entries.find(({ key }) => !isReserved(key));
  if (!unknown) return noAction({ from: 0, to: 0 }, names);
  return unknownAction(rangeOf(unknown.keyNode), unknown.key, nearest(unknown.key, names), names);
}

/** A key beside the action that has no business there. `indent`: what would make it one of the action's own. */
function stray(
  { key, keyNode }: Entry,
  { name, parameters }: ActionShape,
  indent: string | undefined,
): Fault {
  return parameterNames(parameters).includes(key)
    ? notIndented(rangeOf(keyNode), key, name, indent)
    : unknownCellKey(rangeOf(keyNode), key, nearest(key, reserved));
}

/** True for the one line right below the action. */
function isBelow(entry: Entry, own: Entry, entries: readonly Entry[]): boolean {
  return entries[entries.indexOf(entry) - 1] === own && !isBlockMap(entry.valueNode);
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

function valueFaults(entry: Entry | undefined, yaml: Yaml): Fault[] {
  if (!entry?.valueNode) return [];
  if (!isMap(entry.valueNode)) return [notValues(rangeOf(entry.keyNode), entry.key)];
  const mayBeOpen = entry.key === "predict";
  return entriesOf(entry.valueNode)
    .map(({ keyNode, valueNode }) => ({ keyNode, value: yaml.toJS(valueNode) }))
    .filter(({ value }) => !isValue(value) && !(mayBeOpen && value === null))
    .map(({ keyNode }) => notValues(rangeOf(keyNode), entry.key));
}

function conditionFaults(expect: Entry | undefined, yaml: Yaml): Fault[] {
  return entriesOf(expect?.valueNode).flatMap(({ key, keyNode, valueNode }) => {
    const want = yaml.toJS(valueNode);
    if (!isValue(want)) return [];
    try {
      parseCondition(want);
      return [];
    } catch (error) {
      if (error instanceof LabError) return [badCondition(rangeOf(valueNode ?? keyNode), key, error)];
      throw error;
    }
  });
}

function valuesOf(entry: Entry | undefined, yaml: Yaml): Record<string, Scalar> {
  const pairs = entriesOf(entry?.valueNode).map(({ key, valueNode }) => [key, yaml.toJS(valueNode)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, Scalar] => isValue(pair[1])));
}

function needFaults(entry: Entry | undefined, yaml: Yaml): Fault[] {
  if (!entry) return [];
  if (!isSeq(entry.valueNode)) return [needsNoList(rangeOf(entry.keyNode))];
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
