import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { newCell } from "../../extension/document/parse.ts";
import { ranOutcome } from "../../extension/report/json-report.ts";
import { keptFile } from "../../extension/report/kept/kept-result.ts";
import { openNotebook, outputs, palette } from "./workbench.ts";

/** Its own name is hostile, too: to HTML, to a shell. */
const file = `<img src=x onerror="pwned=1">$(touch pwned);'.lab.md`;
const spy = "https://spy.example";
const image = `<img src="${spy}/output.png" onerror="globalThis.pwned = 1">`;

const notebook = `# A stranger's notebook

<img src="${spy}/a.png" onerror="globalThis.pwned = 1"> <b onmouseover="globalThis.pwned = 1">bold</b>

<script>globalThis.pwned = 1</script>

<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>

![seen](${spy}/b.png) [pressed](command:workbench.action.terminal.new) <!-- --!> <img src=x onerror="globalThis.pwned = 1"> -->

\`\`\`sql lab table
SELECT 1
\`\`\`
`;

/** A result of that cell that nobody has measured. */
function forgedResult(): string {
  const rows = [[image], ["[pressed](command:workbench.action.terminal.new)"], [`![seen](${spy}/c.png)`]];
  const statement = { command: "SELECT 3", columns: [image], rows, truncatedAt: null, error: null };
  const result = { action: "sql" as const, statements: [statement] };
  const outcome = ranOutcome(newCell("sql", "table", "SELECT 1", "\n"), {
    result,
    predicted: [],
    expected: [],
  });
  return JSON.stringify(keptFile("table", { outcome, startedAt: new Date(0), endedAt: new Date(1) }));
}

/** Opens a notebook by somebody else, with a result in its folder, and closes it: it runs no script and calls nobody. */
export async function openStrangersNotebook(page: Page, folder: string): Promise<void> {
  const results = path.join(folder, ".surge-lab/results", file.replace(".lab.md", ""));
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, "table.json"), forgedResult());
  const called: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(spy)) called.push(request.url());
  });
  await writeFile(path.join(folder, file), notebook);
  await openNotebook(page, file);
  await outputs(page).getByText("A stranger's notebook").first().waitFor();
  await outputs(page).getByText(image).first().waitFor();
  // As text it has been seen; so whatever it could have done as more than text is done.
  const shown = outputs(page).locator("#container");
  assert.equal(await shown.locator("img, iframe, script").count(), 0);
  assert.equal(await shown.locator('a[href^="command:"], [onmouseover], [onerror]').count(), 0);
  for (const frame of page.frames())
    assert.equal(await frame.evaluate("globalThis.pwned"), undefined, frame.url());
  assert.deepEqual(called, []);
  await palette(page, "View: Close Editor");
}
