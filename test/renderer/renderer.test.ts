import assert from "node:assert/strict";
import { test } from "node:test";
import { loadToCome } from "../../extension/actions/load/progress-view.ts";
import { present, presentError, presentProgress, presentWalk } from "../../extension/actions/present.ts";
import type { Move } from "../../extension/actions/step/moves.ts";
import { workerError } from "../../extension/actions/worker/errors.ts";
import type { Language } from "../../extension/common/language.ts";
import * as samples from "../samples/index.ts";
import type { OutputPage } from "./output-page.ts";
import { browser, frames, payload, reportOf, themeNames, wideDark, withPage } from "./with-page.ts";

test("the bundle is under 60 KB", () => {
  assert.ok(browser.bundleBytes > 1000 && browser.bundleBytes < 60_000, `${browser.bundleBytes} bytes`);
});

test("a load is read as verdict, numbers and tables", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.naive));
    assert.match(await read(page.locator(".verdict")), /At least 446 acknowledged hits are gone/);
    const bars = page.getByRole("img", {
      name: /attempted 1,000; refused 473, acknowledged 527; stored 81, LOST 446/,
    });
    assert.equal(await bars.count(), 1);
    const ledger = page.getByRole("table", { name: /attempted 1,000/ });
    assert.deepEqual(await ledger.locator("tbody th, tbody td").allTextContents(), [
      ...["attempted 1,000", "100 %"],
      ...["refused 473", "47.3 %"],
      ...["acknowledged 527", "52.7 %"],
      ...["stored 81", "8.1 %"],
      ...["LOST 446", "44.6 %"],
    ]);
    const causes = page.getByRole("table", { name: "Why hits were refused or got no clear answer" });
    assert.match(await read(causes), /53300 too_many_connections\s*473\s*PostgreSQL had no free connection/);
    assert.equal(
      await page.locator(".command pre").textContent(),
      "ab -l -m POST -n 1000 -c 50 http://127.0.0.1:41873/naive/hit",
    );
  }));

const walkSoFar = (steps: number, moves: readonly Move[], language: Language = "en") => {
  const soFar = { ...samples.bufferedWalk, steps: samples.bufferedWalk.steps.slice(0, steps) };
  return payload(presentWalk(soFar, moves, language), language);
};

test("the moves of a walk are buttons that a keyboard reaches, and the focus stays among them", () =>
  withPage({ ...wideDark, messaging: true }, async ({ page, show, dispose, sent }) => {
    await show(walkSoFar(2, ["next", "kill", "run"]));
    const group = page.getByRole("group", { name: "What now?" });
    assert.equal(await group.locator("button:enabled").count(), 4);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await show(walkSoFar(3, ["next", "kill", "run"]));
    const focused = page.locator("button:focus");
    assert.match(await read(focused), /^next/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    // The editor may take the old drawing away before it brings the new one.
    await dispose("output-1");
    await show(walkSoFar(5, ["restart"]));
    assert.match(await read(focused), /^restart/);
    assert.deepEqual(await sent(), [
      { type: "choose", value: "next" },
      { type: "choose", value: "kill" },
    ]);
  }));

test("where the renderer cannot speak to its extension, the moves and the command are told in words", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(walkSoFar(2, ["next", "kill", "run"], "ru"));
    assert.equal(await page.getByRole("button").count(), 0);
    const choice = await read(page.locator(".choice"));
    assert.match(choice, /kill: SIGKILL прямо здесь/);
    assert.match(choice, /Сделать следующий ход…/);
  }));

test("every kind of result is drawn in both languages", () =>
  withPage(wideDark, async ({ page, show }) => {
    for (const language of ["en", "ru"] as const) {
      for (const [name, result] of Object.entries(samples.results)) {
        await show(reportOf(result, language));
        // A discussion begins with its question, everything else with its verdict.
        const first = page.locator(result.action === "discuss" ? ".question" : ".verdict");
        assert.ok((await first.count()) >= 1, `${name}, ${language}`);
        assert.equal(await page.locator(".verdict").count(), result.action === "discuss" ? 0 : 1);
        const text = await read(page.locator(".report"));
        assert.doesNotMatch(text, /undefined|NaN|\[object/, `${name}, ${language}`);
        assert.equal(await page.locator(".report").getAttribute("lang"), language);
      }
    }
  }));

for (const width of [320, 420, 900]) {
  test(`no label is overlapped or cut off at ${width} px, and nothing is wider than the column`, () =>
    withPage({ width, theme: "light" }, async ({ page, show }) => {
      for (const language of ["en", "ru"] as const) {
        for (const result of [samples.naive, samples.batched, samples.interrupted, samples.everything]) {
          await show(reportOf(result, language));
          await assertLabelsApart(page);
          assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        }
      }
    }));
}

for (const width of [320, 420]) {
  test(`a sentence in a table is read whole at ${width} px, below the rest of its row`, () =>
    withPage({ width, theme: "light" }, async ({ page, show }) => {
      for (const language of ["en", "ru"] as const) {
        for (const result of [samples.naive, samples.everything, samples.claims]) {
          await show(reportOf(result, language));
          const tables = page.locator(".scroll:has(.with-prose)");
          assert.ok((await tables.count()) > 0);
          for (const table of await tables.all())
            assert.ok(await table.evaluate((e) => e.scrollWidth <= e.clientWidth), result.action);
          const row = page.locator(".with-prose tbody tr").first();
          const [first] = await boxes(row.locator("th"));
          const [sentence] = await boxes(row.locator(".prose"));
          assert.ok(first && sentence && sentence.y >= first.y + first.height - 1);
        }
      }
    }));
}

test("a guess is marked on the bar where the part would end by it, and at its place on the axis", () =>
  withPage({ width: 420, theme: "light" }, async ({ page, show }) => {
    const predicted = [
      { key: "failed", guess: 200, got: 473 },
      { key: "latencyMs.p99", guess: 100, got: 478 },
    ];
    await show(payload(present({ ...samples.naiveCell, predicted }, "en")));
    const [attempted] = await boxes(page.locator(".part.attempted"));
    const [wedge] = await boxes(page.locator(".guess-mark"));
    const [refused] = await boxes(page.locator(".part.failed"));
    assert.ok(attempted && wedge && refused);
    assert.ok(Math.abs(wedge.x - attempted.x - 0.2 * attempted.width) < 2);
    assert.ok(Math.abs(wedge.y - refused.y) < 4);
    assert.equal(await page.locator(".mark.guessed").count(), 1);
    await assertLabelsApart(page);
  }));

test("a step that is as expected and has lost hits has two signs of two shapes in its first line", () =>
  withPage(wideDark, async ({ page, show }) => {
    const first = page.locator(".verdict");
    const looks = async () => {
      const look = (e: Element) => {
        const style = e.ownerDocument.defaultView?.getComputedStyle(e);
        return `${e.textContent?.trim()} ${style?.borderRadius} ${style?.borderTopColor}`;
      };
      return [await first.locator(".expected").evaluate(look), await first.locator(".sign").evaluate(look)];
    };
    await show(reportOf(samples.naive));
    assert.deepEqual(await looks(), ["✓ as expected 3px rgb(137, 209, 133)", "≠ 50% rgb(241, 76, 76)"]);
    await show(payload(present({ ...samples.cell(samples.batched), expected: [missed] }, "en")));
    assert.deepEqual(await looks(), [
      "✗ expected lost >0, measured 0 3px rgb(241, 76, 76)",
      "= 50% rgb(137, 209, 133)",
    ]);
    assert.equal(await page.getByRole("img", { name: "An expectation did not hold" }).count(), 1);
  }));

const missed = { key: "lost", want: ">0", got: 0, held: false };

test("ledger, charts, gauge and boxes of text begin and end where the column does", () =>
  withPage(wideDark, async ({ page, show }) => {
    for (const result of [samples.naive, samples.everything, samples.inspect, samples.timed]) {
      await show(reportOf(result));
      const wide = ".bars, .columns:last-of-type .plot, .gauge-bar, .divided-bar, pre";
      const edges = (await boxes(page.locator(wide))).map(({ x, width }) => x + width);
      const parts = (await boxes(page.locator(".part, .segment"))).map(({ x, width }) => x + width);
      const right = Math.max(...edges);
      const reached = parts.length > 0 ? [...edges, Math.max(...parts)] : edges;
      for (const edge of reached) assert.ok(Math.abs(edge - right) < 1, `${edge} is not at ${right}`);
      const left = (
        await boxes(
          page.locator(".bars, .gauge-bar, .divided-bar, .legend, pre, .report > details, figure > details"),
        )
      ).filter(({ x, width }) => x < right / 3 && width > 0);
      assert.ok(left.length > 1);
      for (const { x } of left) assert.ok(Math.abs(x - (left[0]?.x ?? 0)) < 1, `${x}`);
    }
  }));

type Locator = ReturnType<OutputPage["page"]["locator"]>;

async function read(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxes(locator: Locator): Promise<Box[]> {
  const found: Box[] = [];
  for (const one of await locator.all()) {
    const box = await one.boundingBox();
    if (box) found.push(box);
  }
  return found;
}

async function assertLabelsApart(page: OutputPage["page"]): Promise<void> {
  const parts = await boxes(page.locator(".part"));
  const labels = await boxes(page.locator(".part .label"));
  assert.equal(labels.length, parts.length);
  const seen: Box[] = [];
  for (const [index, label] of labels.entries()) {
    const part = parts[index];
    assert.ok(part);
    if (label.y >= part.y + part.height - 2) continue; // wrapped away: the legend says it
    assert.ok(label.x >= part.x && label.x + label.width <= part.x + part.width, "a label leaves its bar");
    seen.push(label);
  }
  assert.ok(seen.length > 0);
  const legend = await boxes(page.locator(".ledger .key"));
  assert.equal(legend.length, parts.length - 1);
  const texts = [...seen, ...legend];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      assert.ok(apart, "two labels overlap");
    }
  }
}

test("widths are true to the numbers, and each part lies under what it came from", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.naive));
    const box = async (role: string) => {
      const found = await page.locator(`.part.${role}`).boundingBox();
      assert.ok(found);
      return found;
    };
    const [all, ok, lost, stored] = await Promise.all(["attempted", "ok", "lost", "stored"].map(box));
    assert.ok(all && ok && lost && stored);
    assert.ok(Math.abs(ok.width / all.width - 0.527) < 0.002);
    assert.ok(Math.abs(lost.width / all.width - 0.446) < 0.002);
    assert.ok(Math.abs(stored.x - ok.x) < 1 && Math.abs(lost.x + lost.width - (ok.x + ok.width)) < 1);
  }));

test("throughput and latency are read as a picture's sentence and as tables", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.naive));
    const throughput = page.getByRole("img", {
      name: /Answers per second: acknowledged up to 212\/s, refused up to 246\/s/,
    });
    assert.equal(await throughput.count(), 1);
    assert.equal(await throughput.locator(".column").count(), 3);
    const latency = page.getByRole("img", { name: /p50 112 ms, p90 301 ms, p99 478 ms, max 644 ms/ });
    assert.equal(await latency.locator(".mark").count(), 4);

    const fold = page.getByText("Answers per second, in numbers").first();
    await fold.focus();
    await page.keyboard.press("Enter");
    const table = page.getByRole("table", { name: "Answers per second, in numbers" });
    assert.deepEqual(await table.locator("tbody tr").first().locator("th, td").allTextContents(), [
      "1",
      "150",
      "246",
    ]);
  }));

test("columns are as wide as their time, as high as their rate, and marks stand where they belong", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.naive));
    const [plot] = await boxes(page.locator(".plot"));
    const columns = await boxes(page.locator(".plot").first().locator(".column"));
    assert.ok(plot);
    for (const [index, share] of [1000 / 2790, 1000 / 2790, 790 / 2790].entries()) {
      assert.ok(Math.abs((columns[index]?.width ?? 0) / plot.width - share) < 0.01);
    }
    const [refused, answered] = await Promise.all(
      [".failed", ".ok"].map((role) => page.locator(`.slab${role}`).first().boundingBox()),
    );
    assert.ok(refused && answered && refused.y < answered.y, "refusals lie on top");
    assert.ok(Math.abs(refused.height / answered.height - 246 / 150) < 0.05);
    const marks = (await boxes(page.locator(".mark"))).map(({ x }) => x);
    assert.deepEqual(
      marks,
      [...marks].sort((a, b) => a - b),
    );
    const names = await boxes(page.locator(".mark-name span"));
    for (const [index, { y, height }] of names.entries()) {
      const next = names[index + 1];
      assert.ok(next === undefined || next.y >= y + height - 1, "a name of a mark covers the next one");
    }
  }));

test("the gauge shows who has the places, and where the reserved ones begin", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.inspect));
    const name = /8 of 20 connections.* active 3, idle 5, free 9, reserved for superusers 3/;
    assert.equal(await page.getByRole("img", { name: name }).count(), 1);
    const [bar] = await boxes(page.locator(".gauge-bar"));
    const [reserved] = await boxes(page.locator(".segment.reserved"));
    const [limit] = await boxes(page.locator(".limit"));
    assert.ok(bar && reserved && limit);
    assert.ok(Math.abs(reserved.width / bar.width - 3 / 20) < 0.01);
    assert.ok(Math.abs(limit.x - reserved.x) < 2);
    assert.equal(await page.getByRole("table", { name: "Connections to PostgreSQL" }).count(), 1);
  }));

test("bars say where the time went: in widths, beside them, to a screen reader and in a table", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.timed));
    const name = /a hit.*pool 79 %, PostgreSQL 20 %.*waiting for a row lock 83 %.*the processor.*idle 37 %/;
    assert.equal(await page.getByRole("img", { name }).count(), 1);
    const bars = await boxes(page.locator(".divided-bar"));
    const parts = await boxes(page.locator(".segment:is(.of-connection, .of-lock, .of-nobody)"));
    const shares = parts.map(({ width }, index) => width / (bars[index]?.width ?? 0));
    const expected = [16.1 / 20.5, 0.83, 0.37];
    for (const [index, share] of shares.entries())
      assert.ok(Math.abs(share - (expected[index] ?? 0)) < 0.01, `${share}`);
    assert.equal(await page.locator(".divided .key").count(), 3 + 4 + 5);
    await page.getByText("Where the time went, in numbers").first().click();
    const rows = page.getByRole("table", { name: "Where the time went, in numbers" }).getByRole("row");
    // With those that are too narrow for a name.
    assert.equal(await rows.count(), 1 + 5 + 4 + 5);
  }));

test("a comparison is five small tables with bars, and one with all numbers", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.compare));
    for (const [title, first] of [
      ["ok/s", "189"],
      ["p99 ms", "478"],
      ["Lost, of the acknowledged", "≥446 (84\u00a0%)"],
      ["Refused, of all hits", "473 (47\u00a0%)"],
      ["Duplicated, of the acknowledged", "0"],
    ] as const) {
      const cells = page.getByRole("table", { name: title, exact: true }).locator("tr").first();
      assert.deepEqual(await cells.locator("th, td.right").allTextContents(), ["1* naive", first]);
    }
    assert.equal(await page.getByRole("table", { name: "Runs of this lab" }).locator("tbody tr").count(), 4);
    const bars = await boxes(page.locator(".panel").first().locator(".bar"));
    assert.ok(Math.abs((bars[2]?.width ?? 0) / (bars[1]?.width ?? 1) - 3005.8 / 6578.9) < 0.01);
  }));

test("with room for it, small tables of the same rows stand in line, and the rows are named once", () =>
  withPage({ width: 900, theme: "dark" }, async ({ page, show }) => {
    const runs = [samples.batched, { ...samples.steady, run: 2 }];
    await show(reportOf({ action: "compare", runs }));
    const panels = await page.locator(".panel").all();
    assert.equal(panels.length, 2);
    const rows = await Promise.all(panels.map((panel) => boxes(panel.locator("tr"))));
    for (const at of [0, 1]) {
      const [first, second] = rows.map((row) => row[at]);
      assert.ok(first && second && first.y === second.y && first.height === second.height);
    }
    const isClipped = panels.map((panel) =>
      panel
        .locator("th")
        .first()
        .evaluate((e) => e.ownerDocument.defaultView?.getComputedStyle(e).clipPath !== "none"),
    );
    assert.deepEqual(await Promise.all(isClipped), [false, true]);
    for (const panel of panels) {
      const [bars, values] = [await boxes(panel.locator(".groove")), await boxes(panel.locator("td.right"))];
      assert.ok(bars.every(({ x, width }, at) => x + width <= (values[at]?.x ?? 0)));
    }
  }));

test("the lines that matter have a sign and a note, and the source can be copied as it is", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.show));
    assert.equal(await page.locator("pre").textContent(), samples.show.source.trimEnd());
    assert.equal(await page.locator("mark").count(), 3);
    assert.deepEqual(await page.locator(".notes li").allTextContents(), [
      "▸ 2reads the number",
      "▸ 3adds one in the app",
      "▸ 4writes a number back, whatever is there by now",
    ]);
    const sign = await page
      .locator("mark")
      .first()
      .evaluate((e) => e.ownerDocument.defaultView?.getComputedStyle(e, "::before").content);
    assert.match(String(sign), /▸/);
  }));

for (const width of [420, 900]) {
  test(`nothing moves from the first moment of a load to its result, and nothing after it, at ${width} px`, () =>
    withPage({ width, theme: "dark" }, async ({ page, show }) => {
      for (const language of ["en", "ru"] as const) {
        for (const result of [samples.naive, samples.batched, samples.interrupted, samples.frozenOpen]) {
          const { predicted, expected } = samples.naiveCell;
          const guesses = predicted.map(({ key, guess }) => ({ key, guess }));
          await show(payload(presentProgress(loadToCome.load, language, [], { guesses }), language));
          const places = async () =>
            (await boxes(page.locator(".guess, .ledger, .plot"))).map(({ y, height }) => [y, height]);
          const during = await places();
          assert.equal(during.length, 4);
          const heightOf = async () => (await page.locator(".report").boundingBox())?.height ?? 0;
          const heightAtFirst = await heightOf();
          await show(
            payload(presentProgress(samples.progress, language, samples.slices, { guesses }), language),
          );
          assert.deepEqual(await places(), during, "from the first moment on");
          assert.equal(await heightOf(), heightAtFirst);
          await show(payload(present({ result, predicted, expected }, language), language));
          assert.deepEqual(await places(), during, `${language} ${result.strategy}`);
          const grown = (await heightOf()) - heightAtFirst;
          assert.ok(Math.abs(grown) < 160, `${grown} px at the end of ${language} ${result.strategy}`);
          const height = await page.locator(".report").boundingBox();
          await frames(page, 10);
          assert.deepEqual(await page.locator(".report").boundingBox(), height);
        }
      }
    }));
}

test("all that unfolds is reached by keyboard, in the order of the eye", () =>
  withPage({ width: 420, theme: "light" }, async ({ page, show, dispose }) => {
    for (const result of [samples.naive, samples.inspect, samples.compare, samples.show]) {
      // The keyboard begins at the top again.
      await dispose();
      await show(reportOf(result));
      await frames(page, 2);
      const reachable = page.locator("summary, [tabindex='0']").locator("visible=true");
      const count = await reachable.count();
      assert.ok(count > 0);
      await page.evaluate("document.activeElement?.blur?.()");
      let lastY = Number.NEGATIVE_INFINITY;
      for (let step = 0; step < count; step += 1) {
        await page.keyboard.press("Tab");
        const box = await page.locator(":focus:not(#first)").first().boundingBox();
        assert.ok(box, `${result.action}: stop ${step} is nowhere`);
        const top = box.y + Number(await page.evaluate("scrollY"));
        assert.ok(top > lastY, `${result.action}: stop ${step} goes back`);
        lastY = top;
      }
      assert.equal(
        await page.locator("summary:focus").count(),
        await reachable.last().evaluate((e) => (e.tagName === "SUMMARY" ? 1 : 0)),
      );
    }
  }));

test("a result of 100,000 hits is painted at once", () =>
  withPage(wideDark, async ({ paint }) => {
    const ms = await paint(reportOf(samples.hundredThousandHits), reportOf(samples.batched));
    console.log(`100,000 hits: drawn and laid out in ${ms.toFixed(1)} ms (aim: 100 ms)`);
    assert.ok(ms < 2000, `${ms} ms`);
  }));

test("an update keeps the element, the height of the ledger, what is open and the focus", () =>
  withPage(wideDark, async ({ page, show }) => {
    const guesses = [{ key: "stored", guess: 1000 }];
    await show(payload(presentProgress(samples.progress, "en", samples.slices, { guesses })));
    const during = await page.locator(".ledger").boundingBox();
    await page.evaluate("globalThis.rootBefore = document.getElementById('first').shadowRoot");
    await show(reportOf(samples.naive));
    const final = await page.locator(".ledger").boundingBox();
    assert.ok(during && final);
    assert.equal(final.height, during.height);
    assert.equal(final.y, during.y);

    await page.getByText("Machine and versions").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details[open]").count(), 1);
    await show(reportOf(samples.naive));
    assert.equal(await page.locator("details[open]").count(), 1);
    assert.equal(await page.locator("summary:focus").count(), 1);
    assert.equal(await page.evaluate("rootBefore === document.getElementById('first').shadowRoot"), true);
    assert.equal(await page.locator(".report").count(), 1);
  }));

test("an answer opens by keyboard, one at a time", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.discuss));
    const answers = page.locator(".answer");
    assert.equal(await answers.nth(0).isVisible(), false);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal(await answers.nth(0).isVisible(), true);
    assert.equal(await answers.nth(1).isVisible(), false);
    assert.equal(await answers.nth(0).locator("li").count(), 2);
  }));

test("the answer to a question of the text above is open at once", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf({ action: "discuss", questions: [{ answer: "**Too many** connections." }] }));
    assert.ok(await page.getByText("Too many").isVisible());
    assert.equal(await page.locator("details, .asked").count(), 0);
  }));

test("what is lost looks lost in a table of crashes, by its sign and its colour", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(samples.matrix));
    const colours = (cell: string) =>
      page
        .locator("td")
        .filter({ hasText: cell })
        .evaluateAll((cells) => cells.map((e) => e.ownerDocument.defaultView?.getComputedStyle(e).color));
    assert.deepEqual([...new Set(await colours("≠ LOST 100"))], ["rgb(241, 76, 76)"]);
    assert.deepEqual([...new Set(await colours("= exact"))], ["rgb(204, 204, 204)"]);
  }));

test("the buttons of a walk stay where they are, whatever is possible and whatever stands below them", () =>
  withPage({ width: 420, theme: "light", messaging: true }, async ({ page, show }) => {
    const places = async () => (await boxes(page.locator(".choice button"))).map(({ x, y }) => [x, y]);
    await show(walkSoFar(1, ["next", "kill", "run"]));
    const before = await places();
    assert.equal(before.length, 5);
    for (const [steps, moves] of [
      [3, ["next", "kill", "run"]],
      [5, ["restart"]],
    ] as const) {
      await show(walkSoFar(steps, moves));
      assert.deepEqual(await places(), before);
    }
    assert.deepEqual(await page.locator("button:enabled").allTextContents(), [
      "restart: a new worker",
      "end: no more moves",
    ]);
  }));

/** The fill of a part: its colour (each channel from 0 to 1) and the kind of its pattern. */
async function fillOf(part: Locator): Promise<{ colour: readonly number[]; pattern: string }> {
  const [colour = "", image = ""] = await part.first().evaluate((e) => {
    const style = e.ownerDocument.defaultView?.getComputedStyle(e);
    return [style?.backgroundColor, style?.backgroundImage];
  });
  const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  // `rgb(…)` counts to 255; what was mixed is a `color(srgb …)`.
  return {
    colour: colour.startsWith("rgb") ? channels.map((channel) => channel / 255) : channels,
    pattern: image.split("(")[0] ?? "",
  };
}

for (const look of [...themeNames, "forced-colours"] as const) {
  test(`${look}: acknowledged, stored, refused and lost are told apart by more than a shade`, () => {
    const options =
      look === "forced-colours" ? ({ theme: "dark", forcedColors: true } as const) : { theme: look };
    return withPage({ width: 900, ...options }, async ({ page, show }) => {
      await show(reportOf(samples.naive));
      const names = ["ok", "stored", "failed", "lost"] as const;
      const fills = await Promise.all(names.map((name) => fillOf(page.locator(`.part.${name}`))));
      for (const [index, one] of fills.entries()) {
        for (const [later, other] of fills.slice(index + 1).entries()) {
          const apart = Math.hypot(...one.colour.map((channel, n) => channel - (other.colour[n] ?? 0)));
          const pair = `${names[index]} and ${names[index + 1 + later]}: ${JSON.stringify([one, other])}`;
          assert.ok(one.pattern !== other.pattern || apart > 0.2, pair);
        }
      }
      const [, stored, refused] = fills;
      assert.deepEqual([stored?.pattern, refused?.pattern], ["none", "radial-gradient"]);
    });
  });
}

for (const theme of ["dark", "light"] as const) {
  test(`${theme}: success is green, in the ledger as in the charts`, () =>
    withPage({ width: 900, theme }, async ({ page, show }) => {
      await show(reportOf(samples.naive));
      for (const success of [".part.ok", ".part.stored", ".slab.ok"]) {
        const { colour } = await fillOf(page.locator(success));
        const [red = 0, green = 0, blue = 0] = colour;
        const greener = green - Math.max(red, blue);
        assert.ok(greener > 0.03, `${success} is ${colour.join(", ")}`);
      }
    }));
}

test("a source is coloured, and its title opens the file at the first line that matters", () =>
  withPage({ ...wideDark, messaging: true }, async ({ page, show, sent }) => {
    await show(reportOf(samples.show));
    const colours = await page
      .locator(".source-line span")
      .evaluateAll((spans) => spans.map((e) => e.ownerDocument.defaultView?.getComputedStyle(e).color));
    assert.equal(new Set(colours).size, 4, "keyword, string, number, comment");
    await page.getByRole("button", { name: "lab-stack/app/strategies/naive.ts" }).click();
    assert.deepEqual(await sent(), [{ type: "open", file: "lab-stack/app/strategies/naive.ts", line: 2 }]);
  }));

test("the line of a strategy that a headline names opens its file", () => {
  const thrown = "TypeError: `x` is not a function (strategies/mine.ts:7)";
  const report = reportOf({ ...samples.naive, exception: { text: thrown, hits: 10 } });
  const found = `${thrown.replaceAll("`", "")}: thrown in 10 of 1,000 hits.`;
  return withPage({ ...wideDark, messaging: true }, async ({ page, show, sent }) => {
    await show(report);
    assert.equal(await page.locator(".found > span:last-child").textContent(), found);
    await page.getByRole("button", { name: "strategies/mine.ts:7" }).click();
    assert.deepEqual(await sent(), [{ type: "open", file: "lab-stack/app/strategies/mine.ts", line: 7 }]);
  });
});

test("code in an error is shown as code", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(payload(presentError(workerError("no-worker", { strategy: "batched" }), "en")));
    assert.equal(await page.locator(".line code").textContent(), "worker: { strategy: batched }");
    assert.doesNotMatch(await read(page.locator(".report")), /`/);
    const unknown = { failed: 0, unknown: 473, failures: { bug: 473 } };
    await show(reportOf({ ...samples.naive, ...unknown }));
    assert.equal(await page.locator(".prose code").first().textContent(), "inspect:");
  }));

test("outputs do not disturb each other, and a disposed one leaves nothing", () =>
  withPage(wideDark, async ({ page, show, dispose }) => {
    await show(reportOf(samples.naive), "a", "first");
    await show(reportOf(samples.sql), "b", "second");
    await dispose("a");
    assert.equal(await page.locator("#first .report").count(), 0);
    assert.equal(await page.locator("#second .report").count(), 1);
    await show(reportOf(samples.stop), "b", "first");
    assert.equal(await page.locator("#second .report").count(), 0);
    await dispose();
    assert.equal(await page.locator(".report").count(), 0);
  }));

test("markup in data stays text", () =>
  withPage(wideDark, async ({ page, show }) => {
    const evil = '<img src="x" onerror="globalThis.pwned = 1"><script>globalThis.pwned = 1</script>';
    const statement = { command: evil, columns: [evil], rows: [[evil]], truncatedAt: null, error: null };
    await show(reportOf({ action: "sql", statements: [statement] }));
    assert.equal(await page.locator("td, tbody th").textContent(), evil);
    await show(reportOf({ ...samples.inspect, log: [{ service: "postgres", text: evil, times: 1 }] }));
    assert.match(await read(page.locator(".log pre")), /<script>/);
    await show(
      reportOf({
        action: "discuss",
        questions: [{ question: evil, answer: `[x](javascript:alert(1)) ${evil}` }],
      }),
    );
    assert.match(await read(page.locator(".asked")), /<script>/);
    // A payload can come from a notebook that this extension did not write.
    const foreign = {
      markdown: "",
      html: `${evil}<a href="javascript:alert(1)">a</a><iframe src="/"></iframe><b>b</b>`,
    };
    await show(payload([{ kind: "question", question: foreign, answer: foreign, open: "Answer" }]));
    assert.equal(
      await page.locator("img, script, iframe, [onerror], a[href]").locator("visible=true").count(),
      0,
    );
    assert.equal(await page.evaluate("globalThis.pwned"), undefined);
  }));

test("a payload that cannot be read says what to do", () =>
  withPage(wideDark, async ({ page, show }) => {
    const line = { kind: "line", text: "fine" };
    const broken = [
      null,
      "text",
      { version: 2, language: "en", blocks: [line] },
      { version: 1, language: "en", blocks: {} },
      { version: 1, language: "en", blocks: [null] },
      { version: 1, language: "en", blocks: [line, { kind: "hologram" }] },
      { version: 1, language: "en", blocks: [{ kind: "table", caption: "x", columns: [], rows: [[{}]] }] },
      { version: 1, language: "en", blocks: [{ kind: "ledger", caption: "x", rows: [[{ label: "x" }]] }] },
    ];
    for (const one of broken) {
      await show(one);
      assert.match(await read(page.locator(".report")), /Run the cell again/, JSON.stringify(one));
    }
    const later = { version: 2, language: "ru", blocks: [{ shape: "dial", says: "<b>400</b> потеряно" }] };
    await show(later);
    assert.match(await read(page.locator(".report")), /другой версией.*Его текст\s*<b>400<\/b> потеряно/s);
    await show({ version: 1, language: "xx", blocks: [line] });
    assert.equal(await page.locator(".report").textContent(), "fine");
  }));
