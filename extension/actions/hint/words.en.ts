export const en = {
  about:
    "Shows the next hint of an exercise; there are three, each stronger than the one before. That you asked is noted in `.surge-lab/asked.json`.",
  values: { number: "Which hint it is." },
  title: (number: number, of: number) => `Hint ${number} of ${of}`,
  next: "Run the cell again for the next, stronger one.",
  last: "There is no stronger hint; `solution:` shows the reference solution.",
};
