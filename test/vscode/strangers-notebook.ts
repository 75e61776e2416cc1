import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import { newCell } from "../../extension/document/parse.ts";
import { ranOutcome } from "../../extension/report/json-report.ts";
import { keptFile } from "../../extension/report/kept/kept-result.ts";
import { openNotebook, palette } from "./workbench.ts";

/** Its own name is hostile, too: to HTML, to a shell. */
const file = `<img src=x onerror="pwned=1">$(touch pwned);'.lab.md`;
const spy = "https://spy.example";
/** For the notebook to be shown, milliseconds. */
const patience = 60_000;
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
  const frame = await frameWith(page, image);
  await frame.getByText("A stranger's notebook").first().waitFor();
  // As text it has been seen; so whatever it could have done as more than text is done.
  const shown = frame.locator("#container");
  assert.equal(await shown.locator("img, iframe, script").count(), 0);
  assert.equal(await shown.locator('a[href^="command:"], [onmouseover], [onerror]').count(), 0);
  for (const each of page.frames()) {
    const pwned = await each.evaluate("globalThis.pwned").catch((error: unknown) => {
      // VS Code may just have replaced it by another one.
      if (!each.isDetached()) throw error;
    });
    assert.equal(pwned, undefined, each.url());
  }
  assert.deepEqual(called, []);
  await palette(page, "View: Close Editor");
}

/** Of the frames inside the window: another notebook may be open, whose outputs have one, too. */
async function frameWith(page: Page, text: string): Promise<Frame> {
  const shows = (frame: Frame) =>
    frame
      .getByText(text)
      .count()
      .catch(() => 0); // a frame that is being replaced
  for (const end = performance.now() + patience; performance.now() < end; await page.waitForTimeout(100)) {
    const inside = page.frames().filter((each) => each !== page.mainFrame());
    for (const frame of inside) if ((await shows(frame)) > 0) return frame;
  }
  throw new Error(`No frame shows ${text}`);
}
