// The figures of the pages as Markdown tables, each by the name of its mark.
import type { Language } from "../../extension/common/language.ts";
import { type Ratio, ratioNames, type TableName } from "../part.ts";
import { type Results, ratiosOf, tableOf } from "../results.ts";
import { coresOf, type Measured } from "../rounds.ts";
import { goalOf, mark } from "../tables.ts";
import { machine } from "./machine.ts";
import { figure, percent, two } from "./numbers.ts";
import { ratioWords, wordsOf } from "./words.ts";

type Block = (results: Results, language: Language) => string;

/** How many of the many views of results are shown, the slowest first. */
const slowest = 6;
/** Less of a core, or of the time, is not named. */
const worthNaming = 0.05;

export const blocks: Readonly<Record<string, Block>> = {
  machine,
  summary: (results, language) => ratios(ofEachTheLowest(ratiosOf(results)), language),
  ratios: (results, language) => ratios(inOrder(ratiosOf(results)), language, true),
  accepting: (results, language) =>
    ofStrategies(results, language, (header) => [
      ...[1, 10, 50, 200].map((n) => column(header.connections(n), n, "hits/s")),
      ...[1, 10, 50, 200].map((n) => column(header.latency(n), n, "p99 ms")),
    ]),
  processor: (results, language) => {
    const { columns, header } = wordsOf(language);
    const spent = ["generator µs", "app µs", "postgres µs", "redis µs"];
    return ofStrategies(results, language, () => [
      ...spent.map((name) => column(columns[name] ?? name, 50, name)),
      { title: header.uses, show: (find) => inUse(coresOf(find(50)), language) },
    ]);
  },
  ...Object.fromEntries(
    (["generator", "memory", "processing", "draining", "postgres", "sizes", "window", "live"] as const).map(
      (name) => [name, (results, language) => plain(results, language, name)] as const,
    ),
  ),
  starts: (results, language) => plain(results, language, "starts", ({ name }) => name.includes("start")),
  notebook: (results, language) => plain(results, language, "starts", ({ name }) => !name.includes("start")),
  drawing: (results, language) => {
    const all = tableOf(results, "drawing")?.measured ?? [];
    const shown = all.filter((each, index) => index < slowest || each.name === "100,000 hits");
    return plain(results, language, "drawing", (each) => shown.includes(each));
  },
};

function inOrder(all: readonly Ratio[]): Ratio[] {
  return all.toSorted((a, b) => ratioNames.indexOf(a.name) - ratioNames.indexOf(b.name));
}

/** Of several of a name, the one that is nearest to its goal or below it most. */
function ofEachTheLowest(all: readonly Ratio[]): Ratio[] {
  // The class's own app stands for both in Python.
  const shown = ratioNames.filter((name) => name !== "accepting-of-python");
  return shown.flatMap((name) => {
    const several = all.filter((each) => each.name === name);
    return several.toSorted((a, b) => a.ratio.median - b.ratio.median).slice(0, 1);
  });
}

function ratios(all: readonly Ratio[], language: Language, withSpread = false): string {
  const { header } = wordsOf(language);
  const titles = [
    header.ratio,
    header.measured,
    ...(withSpread ? [header.spread] : []),
    header.goal,
    header.uses,
  ];
  const rows = all.map((each) => {
    const { median, least, most } = each.ratio;
    const spread = withSpread ? [`${two(least, language)}–${two(most, language)}`] : [];
    const goal = `${goalOf(each, language)} ${mark(each)}`.trim();
    const limits = each.name.endsWith("-start")
      ? ofTime(each.limits, language)
      : inUse(each.limits, language);
    return [ratioWords(each, language), two(median, language), ...spread, goal, limits];
  });
  return tableText(titles, rows);
}

/** The processor time of each process, the largest first. */
function inUse(cores: Readonly<Record<string, number>>, language: Language): string {
  return wordsOf(language).cores(listed(cores, language, (share) => two(share, language)));
}

function ofTime(shares: Readonly<Record<string, number>>, language: Language): string {
  return wordsOf(language).ofTime(listed(shares, language, (share) => percent(share, language)));
}

function listed(
  shares: Readonly<Record<string, number>>,
  language: Language,
  show: (share: number) => string,
): string {
  const { parts } = wordsOf(language);
  return Object.entries(shares)
    .filter(([, share]) => share >= worthNaming)
    .sort(([, a], [, b]) => b - a)
    .map(([name, share]) => `${parts[name] ?? name} ${show(share)}`)
    .join(", ");
}

type Find = (connections: number) => Measured | undefined;
interface Column {
  readonly title: string;
  readonly show: (find: Find, language: Language) => string;
}

const column = (title: string, connections: number, name: string): Column => ({
  title,
  show: (find, language) => figure(find(connections)?.figures[name]?.median, language),
});

/** A row for each strategy, those first that accept most. */
function ofStrategies(
  results: Results,
  language: Language,
  columnsIn: (header: ReturnType<typeof wordsOf>["header"]) => readonly Column[],
): string {
  const measured = tableOf(results, "accepting")?.measured ?? [];
  const { header, notMeasured } = wordsOf(language);
  if (measured.length === 0) return notMeasured;
  const names = measured.flatMap(({ name }) => /^(.*), 50$/.exec(name)?.[1] ?? []);
  const columns = columnsIn(header);
  const rows = names.map((name) => {
    const find: Find = (connections) => measured.find((each) => each.name === `${name}, ${connections}`);
    return [rowName(name, language), ...columns.map(({ show }) => show(find, language))];
  });
  return tableText([header.strategy, ...columns.map(({ title }) => title)], rows);
}

/** A table of the results as it is. */
function plain(
  results: Results,
  language: Language,
  name: TableName,
  isShown: (measured: Measured) => boolean = () => true,
): string {
  const table = tableOf(results, name);
  const { columns: titles, notMeasured } = wordsOf(language);
  const measured = table?.measured.filter(isShown) ?? [];
  if (!table || measured.length === 0) return notMeasured;
  const columns = table.columns.filter((each) => measured.some(({ figures }) => figures[each]));
  const rows = measured.map(({ name, figures }) => [
    rowName(name, language),
    ...columns.map((each) => figure(figures[each]?.median, language)),
  ]);
  return tableText(["", ...columns.map((each) => titles[each] ?? each)], rows);
}

function rowName(name: string, language: Language): string {
  const { rows } = wordsOf(language);
  const known = rows[name];
  if (known !== undefined) return known;
  const [first = "", ...rest] = name.split(", ");
  return [`\`${first}\``, ...rest.map((word) => rows[word] ?? word)].join(", ");
}

/** Columns of numbers stand to the right. */
function tableText(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const areNumbers = (at: number) => rows.every((cells) => /^[\d.,\s]*$/.test(cells[at] ?? ""));
  const rules = titles.map((_, at) => (areNumbers(at) ? "---:" : "---"));
  return [line(titles), `|${rules.join("|")}|`, ...rows.map(line)].join("\n");
}
