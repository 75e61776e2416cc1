export const en = {
  about:
    "Begins an exercise, or brings its starting point back: writes it into the file of the strategy `yours`, or into the folder of your own app while that runs. The text that was there is kept beside it.",
  values: { file: "The file with the starting point." },
  written: (exercise: string, file: string) =>
    `The starting point of ${exercise.replace("-", " ")} is in ${file}.`,
  contract: "Put this contract into the step with `start:`, and run it: it starts your app anew.",
  kept: (name: string) => `What was in that file is kept beside it as ${name}.`,
};
