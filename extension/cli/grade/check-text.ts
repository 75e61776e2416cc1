import { createHash } from "node:crypto";
import { isOpen, type Outcome } from "../../report/class/points.ts";
import { type FencedRun, runFenced, type Text } from "./fenced-lab.ts";

type How = Omit<FencedRun, "notebook" | "app" | "code">;

/** What came of it; looked at twice where the first look leaves something open, for the machine may have been busy. */
export async function checkText(text: Text, how: How): Promise<Outcome> {
  const first = await checkOnce(text, how);
  return isOpen(first) ? checkOnce(text, how) : first;
}

async function checkOnce(text: Text, how: How): Promise<Outcome> {
  const run = await runFenced({ ...how, notebook: checking(text), app: text.app, code: text });
  if (!("report" in run)) return run.late ? { kind: "late" } : { kind: "broken", said: run.words };
  const { cells } = run.report;
  const result = cells.flatMap((cell) => (cell.result?.action === "check" ? [cell.result] : []))[0];
  if (result) return { kind: "checked", result };
  return { kind: "broken", said: cells.flatMap(({ error }) => error?.message ?? [])[0] ?? "" };
}

/** The same for the same text, and none that its author could have had in mind. */
function seedOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) % 1_000_000;
}

/** The lab's own stack starts before: a start that fails here is the text's doing. */
const checking = ({ exercise, strategy, text }: Text) => `${starting}
\`\`\`yaml lab check
check: ${JSON.stringify({ exercise, strategy, seed: seedOf(text) })}
\`\`\`
`;

export const starting = `\`\`\`yaml lab start
start:
\`\`\`
`;
