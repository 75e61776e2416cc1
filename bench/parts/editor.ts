// The cost of the editor's side: a large notebook, the start of a stack by its parts, and the size of the bundles.
import { globSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseLab, printLab } from "../../extension/document/parse.ts";
import { distFolder, root, startEmbedded } from "../../test/support/stack.ts";
import type { Part } from "../part.ts";
import { type Figures, type Spread, spreadOf } from "../rounds.ts";

/** Milliseconds. */
const goalOfStart = 1_500;

export const editor: Part = async ({ rounds }) => {
  const sides = [
    { name: "parse and print a notebook of 1 MB", measure: largeNotebook },
    { name: "first start", measure: () => start(true) },
    { name: "start", measure: () => start(false) },
  ];
  const measured = await rounds(sides);
  const parts = [...new Set(measured.flatMap(({ figures }) => Object.keys(figures)))];
  const goals = ["first start", "start"].map((name) => {
    const total = measured.find((each) => each.name === name)?.figures.total;
    return { name: `${name}, of 1.5 s`, ratio: total && shareOf(total, goalOfStart), atMost: 1 };
  });
  return {
    tables: [
      { title: "The editor's side, milliseconds", measured, columns: parts },
      {
        title: "Sizes, KB",
        measured: sizes(),
        columns: ["KB"],
      },
    ],
    goals,
  };
};

async function largeNotebook(): Promise<Figures> {
  // A step may have a name only once.
  const one = readFileSync(join(root, "notebooks/surge.en.lab.md"), "utf8").replaceAll(
    /^(```\w+ lab) .*$/gm,
    "$1",
  );
  const text = one.repeat(Math.ceil(2 ** 20 / one.length));
  const startedAt = performance.now();
  const lab = parseLab(text);
  const parsedAt = performance.now();
  const printed = printLab(lab);
  const endedAt = performance.now();
  if (printed !== text) throw new Error("The notebook is not printed as it was read.");
  return { total: endedAt - startedAt, parse: parsedAt - startedAt, print: endedAt - parsedAt };
}

const shareOf = ({ median, least, most }: Spread, of: number): Spread => ({
  median: median / of,
  least: least / of,
  most: most / of,
});

/** @param first without the prepared cluster of PostgreSQL that a start leaves for later ones */
async function start(first: boolean): Promise<Figures> {
  if (first)
    for (const folder of globSync(join(root, ".surge-lab/postgres-cluster-*")))
      rmSync(folder, { recursive: true });
  const startedAt = performance.now();
  const stack = await startEmbedded();
  const total = performance.now() - startedAt;
  await stack.stop();
  return { total, ...Object.fromEntries(stack.startParts.map(({ name, ms }) => [name, ms])) };
}

function sizes() {
  const named = ["extension.js", "renderer.js", "cli.js", "load.js", "supervisor.js"].flatMap((name) =>
    globSync(join(distFolder, name)).map((file) => ({ name, file })),
  );
  const packages = globSync(join(root, "*.vsix")).map((file) => ({ name: "VSIX", file }));
  return [...named, ...packages].map(({ name, file }) => {
    const KB = statSync(file).size / 1024;
    return { name, rounds: [{ KB }], figures: { KB: spreadOf([KB]) }, repeated: 0, disturbed: 0 };
  });
}
