// The load generator beside others, on the handler that does nothing; and the memory that a very long run takes.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { installedGenerators } from "../generators.ts";
import type { Part } from "../part.ts";
import { ratioOf } from "../rounds.ts";
import { startBenchStack } from "../stack.ts";

const manyHits = 10_000_000;

export const generator: Part = async ({ rounds, seconds }) => {
  await using node = await startBenchStack();
  const generators = await installedGenerators();
  const url = node.urlOf("empty");
  const measured = await rounds(
    Object.entries(generators).map(([name, generate]) => ({
      name,
      measure: () => generate({ url, connections: 50, seconds: Math.max(1, seconds) }),
    })),
  );
  const memory = await rounds([{ name: "ten million hits", measure: memoryOfManyHits }]);
  const find = (name: string) => measured.find((each) => each.name === name);
  const ratio = (name: string, figure: string) => {
    const [one, other] = [find("ours"), find(name)];
    return one && other && ratioOf(one, other, figure);
  };
  return {
    tables: [
      {
        title: "The load generator, 50 connections",
        measured,
        columns: ["hits/s", "generator µs", "generator busy"],
      },
      { title: "Its memory", measured: memory, columns: ["MB", "seconds"] },
    ],
    goals: [
      {
        name: "processor time a hit, of plain autocannon",
        ratio: ratio("autocannon", "generator µs"),
        atMost: 0.6,
      },
      ...(find("wrk")
        ? [{ name: "empty: what we measure, of what wrk does", ratio: ratio("wrk", "hits/s"), atLeast: 0.9 }]
        : []),
    ],
  };
};

/** Its account of every hit, without the network: a run of that many would take minutes. */
async function memoryOfManyHits() {
  const file = join(import.meta.dirname, "../many-hits.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", file, String(manyHits)]);
  const { megabytes, seconds } = JSON.parse(stdout);
  return { MB: Number(megabytes), seconds: Number(seconds) };
}
