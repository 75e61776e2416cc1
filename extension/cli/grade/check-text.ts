import { sha256 } from "../../common/sha256.ts";
import { isOpen, type Outcome } from "../../report/class/points.ts";
import { ownStrategy } from "../../stack/own-app/contract.ts";
import { appOfText, type FencedRun, runFenced, type Text } from "./fenced-lab.ts";

type How = Omit<FencedRun, "notebook" | "app" | "code">;

/** What came of it; looked at twice where the first look leaves something open, for the machine may have been busy. */
export async function checkText(text: Text, how: How): Promise<Outcome> {
  const first = await checkOnce(text, how);
  return isOpen(first) ? checkOnce(text, how) : first;
}

async function checkOnce(text: Text, how: How): Promise<Outcome> {
  const run = await runFenced({ ...how, notebook: checking(text), app: appOfText(text), code: text });
  if (!("report" in run)) return run.late ? { kind: "late" } : { kind: "broken", said: run.words };
  const [start, check] = run.report.cells;
  // The lab's own stack has started before, in the same way: what fails now is the app's doing.
  if ("contract" in text && start?.error)
    return { kind: "notStarted", code: start.error.code, said: start.error.message };
  if (check?.result?.action === "check") return { kind: "checked", result: check.result };
  const error = start?.error ?? check?.error;
  return { kind: "broken", code: error?.code, said: error?.message ?? "" };
}

/** The same for the same text, and none that its author could have had in mind. */
function seedOf(text: Text): number {
  const read = "contract" in text ? JSON.stringify([text.contract, text.files]) : text.text;
  return Number.parseInt(sha256(read).slice(0, 8), 16) % 1_000_000;
}

function checking(text: Text): string {
  const start = "contract" in text ? { app: text.contract } : null;
  const strategy = "contract" in text ? ownStrategy : text.strategy;
  return `${cell("start", { start })}${cell("check", {
    check: { exercise: text.exercise, strategy, seed: seedOf(text) },
  })}`;
}

/** JSON is YAML, and nothing in it can end the block. */
const cell = (step: string, content: object) => `\`\`\`yaml lab ${step}
${JSON.stringify(content)}
\`\`\`
`;

export const starting = cell("start", { start: null });
