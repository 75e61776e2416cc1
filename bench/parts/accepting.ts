// How many hits each strategy accepts, beside a handler that does nothing, and beside the class's app in Python.
import { installedGenerators, ours } from "../generators.ts";
import type { Goal, Part } from "../part.ts";
import { type Measured, ratioOf, type Side } from "../rounds.ts";
import { startBenchStack, strategiesOf, withParts } from "../stack.ts";

const manyConnections = [1, 10, 50, 200];
/** Here the processor time of each part is looked at, and `wrk` measures too. */
const usual = 50;
/** Their lesson is that they fall when more come at once. */
const fallByDesign = ["naive", "locked", "serializable", "serializable-once", "pooled", "atomic", "relaxed"];
/** So much the processor time of the parts takes to be seen, seconds. */
const seenWithin = 1;

export const accepting: Part = async ({ rounds, seconds }) => {
  await using node = await startBenchStack();
  await using python = await startBenchStack("fastapi");
  const { wrk } = await installedGenerators();
  const names = (await strategiesOf(node)).map(({ name }) => name);
  const nameOf = (strategy: string, connections: number) => `${strategy}, ${connections}`;

  const sides = names.flatMap((strategy): Side[] => {
    const url = node.urlOf(strategy);
    const byOurs = manyConnections.map((connections): Side => {
      const load = (time: number) => () => ours({ url, connections, seconds: time });
      const measure =
        connections === usual
          ? () => withParts(node.stack, load(Math.max(seconds, seenWithin)))
          : load(seconds);
      return { name: nameOf(strategy, connections), measure };
    });
    if (!wrk) return byOurs;
    const byWrk = { name: `${strategy}, wrk`, measure: () => wrk({ url, connections: usual, seconds: 1 }) };
    return [...byOurs, byWrk];
  });
  const inPython = ["empty", "buffered"].map((strategy) => ({
    name: `${strategy}, Python`,
    measure: () => ours({ url: python.urlOf(strategy), connections: usual, seconds }),
  }));
  // So that the rows of one round do not slow down the next.
  const clean = {
    name: "reset",
    measure: async () => {
      await node.inspection.reset();
      await python.inspection.reset();
      return {};
    },
  };
  const measured = (await rounds([...sides, ...inPython, clean])).filter(({ name }) => name !== clean.name);

  const find = (name: string) => measured.find((each) => each.name === name);
  const ratio = (one: string, other: string) => {
    const [a, b] = [find(one), find(other)];
    return a && b && ratioOf(a, b, "hits/s");
  };
  const goals: Goal[] = [
    {
      name: "buffered accepts, of the empty handler",
      ratio: ratio(nameOf("buffered", usual), nameOf("empty", usual)),
      atLeast: 0.85,
    },
    {
      name: "buffered accepts, of the app in Python",
      ratio: ratio(nameOf("buffered", usual), "buffered, Python"),
      atLeast: 5,
    },
    ...(wrk ? names : []).map((strategy) => ({
      name: `${strategy}: what we measure, of what wrk does`,
      ratio: ratio(nameOf(strategy, usual), `${strategy}, wrk`),
      atLeast: 0.9,
    })),
    ...names
      .filter((name) => !fallByDesign.includes(name))
      .map((strategy) => ({
        name: `${strategy}: 200 connections, of 50`,
        ratio: ratio(nameOf(strategy, 200), nameOf(strategy, usual)),
        atLeast: 0.9,
      })),
  ];
  const columns = ["hits/s", "p99 ms", "refused", "generator µs", "app µs", "postgres µs", "redis µs"];
  return { tables: [{ title: "Accepting", measured: byName(measured), columns }], goals };
};

function byName(measured: readonly Measured[]): Measured[] {
  const strategyOf = ({ name }: Measured) => name.split(",")[0] ?? "";
  const rate = ({ figures }: Measured) => figures["hits/s"]?.median ?? 0;
  const best = new Map<string, number>();
  for (const each of measured)
    best.set(strategyOf(each), Math.max(best.get(strategyOf(each)) ?? 0, rate(each)));
  return measured.toSorted((a, b) => (best.get(strategyOf(b)) ?? 0) - (best.get(strategyOf(a)) ?? 0));
}
