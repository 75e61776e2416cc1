// Shows what each exercise's check makes of its starting point and of its solution, with another seed each time:
//   node bench/exercises.ts [ROUNDS] [exercise-1 …]
// SURGE_LAB_TESTED_APP=fastapi takes those in Python. A starting point must fail and a solution pass each time; exit 1 otherwise.
import {
  type ExerciseName,
  exerciseNames,
  writtenExercise,
} from "../extension/actions/exercises/exercise-name.ts";
import { testedApp } from "../test/support/app.ts";
import { openExercises, unmet } from "../test/support/exercise.ts";

const [rounds = "20", ...only] = process.argv.slice(2);
const wanted = exerciseNames.filter((name) => only.length === 0 || only.includes(name));
const unlike: string[] = [];

await using lab = await openExercises();
await lab.run(`start: { app: ${testedApp} }`);
const columns = (...words: readonly (string | number)[]) =>
  console.log(words.map((word, at) => String(word).padEnd([12, 10, 12, 10][at] ?? 0)).join(" "));
columns("exercise", "text", "as wanted", "slowest", "demands that were not met, and how often");
for (const exercise of wanted) for (const part of ["start", "solution"] as const) await row(exercise, part);
if (unlike.length > 0) {
  console.log(`\nNot as wanted:\n${unlike.join("\n")}`);
  process.exitCode = 1;
}

async function row(exercise: ExerciseName, part: "start" | "solution"): Promise<void> {
  const times = new Map<string, number>();
  let asWanted = 0;
  let slowest = 0;
  for (let seed = 1; seed <= Number(rounds); seed += 1) {
    if (exercise === writtenExercise) await lab.measure(exercise);
    const result = await lab.check(exercise, await lab.textOf(exercise, part), seed);
    const missed = Object.entries(unmet(result)).map(([demand, seen]) => `${demand}: ${seen}`);
    if (result.passed === (part === "solution")) asWanted += 1;
    else unlike.push(`${exercise} ${part}, seed ${seed}: ${missed.join(", ") || "all met"}`);
    for (const each of missed) times.set(each, (times.get(each) ?? 0) + 1);
    slowest = Math.max(slowest, result.durationMs);
  }
  const seen = [...times].map(([each, count]) => `${each} ×${count}`);
  columns(exercise, part, `${asWanted} of ${rounds}`, `${Math.round(slowest / 1000)} s`, seen.join(", "));
}
