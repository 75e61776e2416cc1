import type { DemandName } from "../../extension/actions/check/result.ts";
import type { StrategyExercise } from "../../extension/actions/exercises/exercise-name.ts";

/** Pretends to solve an exercise. */
interface Cheat {
  readonly name: string;
  readonly exercise: StrategyExercise;
  readonly source: string;
  /** The demands that see through it, and what they see. */
  readonly caught: Partial<Record<DemandName, RegExp>>;
}

export interface Cheats {
  readonly listed: readonly Cheat[];
  /** Each makes of the solution of exercise 4 one whose failpoints are not reached any more. */
  readonly silenced: readonly ((solution: string) => string)[];
}

const about = 'export const about = { en: "Mine.", ru: "Моя." };\n';
const pool = `import { pool } from "../connections.ts";\n${about}`;

const listed: readonly Cheat[] = [
  {
    name: "200 and nothing stored",
    exercise: "exercise-1",
    source: `${about}export async function hit(): Promise<void> {}\n`,
    caught: { storesTheSurge: /^lost$/, survivesTheApp: /^lost$/ },
  },
  {
    name: "a constant",
    exercise: "exercise-1",
    source: `${pool}export async function hit(): Promise<void> {
  await pool.query("UPDATE counter SET value = 1000 WHERE strategy = 'yours'");
}\n`,
    caught: { storesAnySurge: /^duplicated$/ },
  },
  {
    name: "hits that are only said to be in a buffer",
    exercise: "exercise-2",
    source: `${about}let hits = 0;
export async function hit(): Promise<void> { hits += 1; }
export async function process(): Promise<number> { return 0; }
export async function pending(): Promise<number> { return hits; }\n`,
    caught: { acceptsTheSurge: /^claimed$/ },
  },
  {
    name: "the checker's ids, guessed from the first one",
    exercise: "exercise-6",
    source: `${pool}export const storesIds = true;
export async function hit(id: string): Promise<void> {
  if (!/-0-[0-9a-f]{8}$/.test(id)) return;
  const guesses = Array.from({ length: 1000 }, (_, n) => id.replace(/-0-/, \`-\${n}-\`));
  await pool.query("INSERT INTO hits (strategy, hit_id) SELECT 'yours', unnest($1::text[])", [guesses]);
}\n`,
    caught: { storesTheSurge: /^(lost|lostAndDuplicated)$/ },
  },
  {
    name: "the tables that the check itself writes and reads",
    exercise: "exercise-5",
    source: `${pool}export const storesIds = true;
export async function hit(id: string): Promise<void> {
  await pool.query("INSERT INTO surge_lab.insert_order (hit_id) VALUES ($1)", [id]);
}
export async function process(): Promise<number> { return 0; }
export async function pending(): Promise<number> { return 0; }
export async function pendingIds(): Promise<string[]> { return []; }\n`,
    caught: { acceptsTheSurge: /^refused$/, keepsTheOrder: /^(refused|outOfTime|notTried)$/ },
  },
];

export const cheats: Cheats = {
  listed,
  silenced: [
    (solution) => solution.replace(/^import \{ failpoint.*$/m, "").replaceAll(/^.*failpoint\(.*$/gm, ""),
    (solution) =>
      solution
        .replace("import { failpoint }", "import { failpoint, onFailpoint }")
        .replace("Promise<number> {", "Promise<number> {\n  onFailpoint(async () => {});"),
    (solution) => solution.replace('  await failpoint("after-commit");\n', ""),
  ],
};
