export const en = {
  about:
    "Shows the reference solution of an exercise. That you asked is noted in `.surge-lab/asked.json`; your own file stays as it is.",
  values: { file: "The file of the solution." },
  title: (exercise: string) =>
    `One solution of ${exercise.replace("-", " ")}; there are others that pass its check.`,
};
