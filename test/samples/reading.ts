import type { DiscussResult } from "../../extension/actions/discuss/discuss.ts";
import type { ShowResult } from "../../extension/actions/show/result.ts";

export const show: ShowResult = {
  action: "show",
  strategy: "naive",
  file: "lab-stack/app/strategies/naive.ts",
  editedSinceStart: false,
  source:
    'export async function hit() {\n  const { rows } = await client.query("SELECT value FROM counter");\n  const value = rows[0].value + 1; // `lost` here\n  await client.query("UPDATE counter SET value = $1", [value]);\n}\n',
};

export const discuss: DiscussResult = {
  action: "discuss",
  questions: [
    {
      question: "Why did **no** hit fail, and still the counter is wrong?",
      answer:
        "Two hits read the *same* number:\n\n1. both read `5`,\n2. both write `6`.\n\nOne of them is gone.",
    },
    {
      question: "What does `acknowledged` promise?",
      answer: "That the hit **will** be counted, see [PostgreSQL](https://www.postgresql.org/docs/16/).",
    },
  ],
};
