// The load generator beside others, on the handler that does nothing; and the memory that a very long run takes.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { installedGenerators } from "../generators.ts";
import type { Part, Ratio, RatioName } from "../part.ts";
import { coresOf, ratioOf } from "../rounds.ts";
import { startBenchStack } from "../stack.ts";

const manyHits = 10_000_000;
/** Of a usual measurement: for a shorter time most of what a program on Node does is to compile itself. */
const ofTime = 3;
/** Those who bring it say how to ask for the version, and some only in the first line of their help. */
const askForVersion = { wrk: "--version", oha: "--version", ab: "-V" };

export const generator: Part = async ({ rounds, seconds }) => {
  await using node = await startBenchStack();
  const generators = await installedGenerators();
  const loop = { url: node.urlOf("empty"), connections: 50, seconds: ofTime * seconds };
  const measured = await rounds(
    Object.entries(generators).map(([name, generate]) => ({
      name,
      measure: () => node.withServers(() => generate(loop)),
    })),
  );
  const memory = await rounds([{ name: "ten million hits", measure: memoryOfManyHits, isWarm: true }]);
  const find = (name: string) => measured.find((each) => each.name === name);
  const ofAutocannon = (name: RatioName, one: string, goal: Pick<Ratio, "atMost"> = {}): Ratio[] => {
    const ratio = ratioOf(find(one), find("autocannon"), "generator µs");
    return ratio ? [{ name, of: "empty", ratio, ...goal, limits: coresOf(find(one)) }] : [];
  };
  return {
    tables: [
      {
        name: "generator",
        title: "The load generator, 50 connections",
        measured,
        columns: ["hits/s", "generator µs", "generator cores", "app µs"],
      },
      { name: "memory", title: "Its memory", measured: memory, columns: ["MB", "seconds"] },
    ],
    ratios: [
      ...ofAutocannon("generator-of-autocannon", "ours", { atMost: 0.6 }),
      ...ofAutocannon("least-of-autocannon", "least"),
    ],
    missing: Object.keys(askForVersion)
      .filter((name) => !Object.hasOwn(generators, name))
      .map((name) => `${name} is not installed`),
    versions: await versionsOfGenerators(Object.keys(generators)),
  };
};

/** Its account of every hit, without the network: a run of that many would take minutes. */
async function memoryOfManyHits() {
  const file = join(import.meta.dirname, "../many-hits.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", file, String(manyHits)]);
  const { megabytes, seconds } = JSON.parse(stdout);
  return { MB: Number(megabytes), seconds: Number(seconds) };
}

async function versionsOfGenerators(installed: readonly string[]): Promise<Record<string, string>> {
  const asked = Object.entries(askForVersion).filter(([name]) => installed.includes(name));
  const versions = asked.map(async ([name, word]) => {
    // wrk says its version and ends as if it had been asked wrongly.
    const { stdout } = await promisify(execFile)(name, [word]).catch((error) => error);
    return [name, /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? ""] as const;
  });
  return Object.fromEntries(await Promise.all(versions));
}
