// How many hits each strategy accepts, beside a handler that does nothing, and beside the class's app in Python.
import { join } from "node:path";
import { type Composition, plainComposition } from "../../extension/stack/stack.ts";
import { installedGenerators, ours } from "../generators.ts";
import type { Part, Ratio } from "../part.ts";
import { coresOf, type Measured, ratioOf, type Side } from "../rounds.ts";
import { type BenchStack, startBenchStack, strategiesOf, versionsOf } from "../stack.ts";

const manyConnections = [1, 10, 50, 200];
/** Here the sides are compared, and `wrk` measures too. */
const usual = 50;
const most = 200;
/** Loads with fewer connections may be shorter, because no ratio is taken of them. */
const ofTimeWithFew = 0.2;
/** Here the least client on Node shows how much of a difference is the generator's, and `wrk` how much the app's. */
const examined = ["empty", "buffered"];
/** Their lesson is that they fall when more come at once. */
const fallByDesign = ["naive", "locked", "serializable", "serializable-once", "pooled", "atomic", "relaxed"];

export const accepting: Part = async ({ rounds, seconds }) => {
  await using node = await startBenchStack();
  const missing: string[] = [];
  const startInPython = (composition: (folder: string) => Composition) =>
    startBenchStack(composition).catch((error: unknown) => {
      missing.push(`an app in Python: ${error}`);
      return undefined;
    });
  await using python = await startInPython(() => ({ ...plainComposition, app: "fastapi" }));
  await using handout = await startInPython((folder) => ({ ...plainComposition, own: listing(folder) }));
  const generators = await installedGenerators();
  const names = (await strategiesOf(node)).map(({ name }) => name);
  const nameOf = (strategy: string, connections: number) => `${strategy}, ${connections}`;
  const nameBy = (generator: string, strategy: string, connections = usual) =>
    `${strategy}, ${connections} by ${generator}`;

  const loads = (stack: BenchStack, name: string, url: string, numbers = manyConnections) =>
    numbers.map((connections): Side => {
      const time = connections < usual ? seconds * ofTimeWithFew : seconds;
      const load = () => ours({ url, connections, seconds: time });
      return {
        name: nameOf(name, connections),
        measure: () => stack.withServers(load),
        isWarm: connections !== usual,
      };
    });
  const by = (name: "wrk" | "least", strategy: string, connections = usual): Side[] => {
    const generate = generators[name];
    const loop = { url: node.urlOf(strategy), connections, seconds };
    if (!generate) return [];
    return [
      {
        name: nameBy(name, strategy, connections),
        measure: () => node.withServers(() => generate(loop)),
        isWarm: true,
      },
    ];
  };
  const sides = [
    ...names.flatMap((strategy) => [...loads(node, strategy, node.urlOf(strategy)), ...by("wrk", strategy)]),
    ...examined.flatMap((strategy) => [...by("least", strategy), ...by("wrk", strategy, most)]),
    ...(python ? loads(python, "Python, empty", python.urlOf("empty"), [usual]) : []),
    ...(python ? loads(python, "Python, buffered", python.urlOf("buffered")) : []),
    ...(handout ? loads(handout, "handout", `${handout.stack.endpoints.app}/hit`) : []),
  ];
  // So that the rows of one round do not slow down the next.
  const clean = {
    name: "reset",
    measure: async () => {
      await node.inspection.reset();
      await python?.inspection.reset();
      return {};
    },
  };
  const measured = (await rounds([...sides, clean])).filter(({ name }) => name !== clean.name);

  const find = (name: string) => measured.find((each) => each.name === name);
  const ratio = (ratioName: Ratio["name"], of: string, one: string, other: string, atLeast?: number) => {
    const spread = ratioOf(find(one), find(other), "hits/s");
    return spread
      ? [{ name: ratioName, of, ratio: spread, ...(atLeast && { atLeast }), limits: coresOf(find(one)) }]
      : [];
  };
  const buffered = nameOf("buffered", usual);
  const ratios: Ratio[] = [
    ...ratio("accepting-of-empty", "buffered", buffered, nameOf("empty", usual), 0.85),
    ...ratio("accepting-of-python", "buffered", buffered, nameOf("Python, buffered", usual), 5),
    ...ratio("accepting-of-class", "buffered", buffered, nameOf("handout", usual), 5),
    ...names.flatMap((name) => ratio("load-of-wrk", name, nameOf(name, usual), nameBy("wrk", name), 0.9)),
    ...examined.flatMap((name) => [
      ...ratio("least-of-wrk", name, nameBy("least", name), nameBy("wrk", name)),
      ...ratio("many-connections-by-wrk", name, nameBy("wrk", name, most), nameBy("wrk", name)),
    ]),
    ...names
      .filter((name) => !fallByDesign.includes(name))
      .flatMap((name) => ratio("many-connections", name, nameOf(name, most), nameOf(name, usual), 0.9)),
  ];
  const columns = ["hits/s", "p99 ms", "refused", "generator µs", "app µs", "postgres µs", "redis µs"];
  return {
    tables: [{ name: "accepting", title: "Accepting", measured: byName(measured), columns }],
    ratios,
    missing,
    versions: { ...versionsOf(node), ...(python && { python: python.stack.versions.runtime }) },
  };
};

/** The class's own app with Redis in front, as its handout has it. */
const listing = (stackFolder: string) => ({
  folder: join(stackFolder, "class-redis"),
  command: "uvicorn main:app --port $PORT",
  hit: "POST /hit",
  stored: { sql: "SELECT value FROM counter WHERE id = 1" },
});

function byName(measured: readonly Measured[]): Measured[] {
  const strategyOf = ({ name }: Measured) => name.replace(/, [^,]*$/, "");
  const rate = ({ figures }: Measured) => figures["hits/s"]?.median ?? 0;
  const best = new Map<string, number>();
  for (const each of measured)
    best.set(strategyOf(each), Math.max(best.get(strategyOf(each)) ?? 0, rate(each)));
  return measured.toSorted((a, b) => (best.get(strategyOf(b)) ?? 0) - (best.get(strategyOf(a)) ?? 0));
}
