// The cost of the editor's side: a large notebook, the start of a stack by its parts, what a window waits for, how long
// each result takes to be drawn, and the size of the bundles.
import { globSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseLab, printLab } from "../../extension/document/parse.ts";
import { temporaryFolder } from "../../scripts/temporary-folder.mjs";
import { activationFiles } from "../../test/support/activation-files.ts";
import { distFolder, root, startEmbedded } from "../../test/support/stack.ts";
import { openViews } from "../editor/views.ts";
import { openWindows } from "../editor/windows.ts";
import { ifThere, type Part, type Ratio } from "../part.ts";
import { type Figures, type Measured, type Spread, spreadOf } from "../rounds.ts";

/** The steps of a start in their order; Redis starts beside PostgreSQL. */
const steps = ["total", "PGDATA", "postgres", "init.sql", "redis", "app"];
/** Milliseconds. */
const goalOfStart = 1_500;
const firstStart = "first start";
const laterStart = "start";

export const editor: Part = async ({ rounds }) => {
  const starts = await rounds([
    { name: firstStart, measure: () => start(true) },
    { name: laterStart, measure: () => start(false) },
    { name: "parse and print a notebook of 1 MB", measure: largeNotebook },
  ]);
  const windows = await ifThere("a window of VS Code", openWindows, async ({ measure }) => {
    const measured = await rounds([
      { name: "window", measure: () => measure("host-window", "", 2), isWarm: true },
    ]);
    return {
      name: "window",
      title: "A new window, milliseconds",
      measured,
      columns: Object.keys(measured[0]?.figures ?? {}),
    };
  });
  const views = await ifThere("how results are drawn", openViews, async ({ sides }) => {
    const slowest = ({ figures }: Measured) => -(figures.ms?.median ?? 0);
    const measured = (await rounds(sides)).toSorted((a, b) => slowest(a) - slowest(b));
    return { name: "drawing", title: "Drawing a result, milliseconds", measured, columns: ["ms"] };
  });
  return {
    tables: [
      {
        name: "starts",
        title: "The editor's side, milliseconds",
        measured: starts,
        columns: [...steps, "parse", "print"],
      },
      { name: "sizes", title: "Sizes, KB", measured: sizes(), columns: ["KB"] },
      ...windows.tables,
      ...views.tables,
    ],
    ratios: ratiosOf(starts),
    missing: [...windows.missing, ...views.missing],
  };
};

function ratiosOf(starts: readonly Measured[]): Ratio[] {
  return [
    { row: firstStart, name: "first-start" as const },
    { row: laterStart, name: "later-start" as const },
  ].flatMap(({ row, name }) => {
    const { total, ...steps } = starts.find((each) => each.name === row)?.figures ?? {};
    if (!total) return [];
    const limits = Object.fromEntries(
      Object.entries(steps).map(([step, { median }]) => [step, median / total.median]),
    );
    return [{ name, of: "", ratio: shareOf(total, goalOfStart), atMost: 1, limits }];
  });
}

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
  const { TMPDIR } = process.env;
  // On a disk, each start would wait for what the file system does with the files that the one before has left.
  process.env.TMPDIR = temporaryFolder();
  try {
    const startedAt = performance.now();
    const stack = await startEmbedded();
    const total = performance.now() - startedAt;
    await stack.stop();
    return { total, ...Object.fromEntries(stack.startParts.map(({ name, ms }) => [name, ms])) };
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function sizes(): Measured[] {
  const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  const dist = (pattern: string) => globSync(join(distFolder, pattern));
  const activation = [...activationFiles().values()].reduce((sum, bytes) => sum + bytes, 0);
  const sizes = {
    activation,
    "extension.js": bytesOf(dist("extension*.js")),
    "renderer.js": bytesOf(dist("renderer.js")),
    "supervisor.js": bytesOf(dist("supervisor.js")),
    "load.js": bytesOf(dist("load.js")),
    VSIX: bytesOf(globSync(join(root, "*.vsix"))),
  };
  return Object.entries(sizes)
    .filter(([, bytes]) => bytes > 0)
    .map(([name, bytes]) => {
      const figures = { KB: spreadOf([bytes / 1024]) };
      return { name, figures, others: [], repeated: 0, disturbed: 0 };
    });
}
