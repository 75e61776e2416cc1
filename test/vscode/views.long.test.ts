// How each kind of result reads in a real VS Code, in both languages and every theme. What is the same in any browser,
// test/renderer sees each time.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Page } from "playwright-core";
import { type LabWindow, openLab } from "./lab-window.ts";
import { followLoad, seriousFaults } from "./output-watch.ts";
import { chooseTheme, themes } from "./themes.ts";
import { viewsLab } from "./views-lab.ts";
import { cellRow, outputOf, picture, rowOf, runAll, runCell, startCell, visibleText } from "./workbench.ts";

const wide = { width: 1280, height: 900 };
const narrow = { width: 600, height: 900 };
/** High enough for all cells at once. */
const tall = 14_000;

for (const language of ["en", "ru"] as const) {
  suite(`results in ${language}`, () => {
    let lab: LabWindow;
    let page: Page;

    before(async () => {
      const name = `views.${language}.lab.md`;
      lab = await openLab(name, { files: { [name]: await viewsLab(language) } });
      page = lab.page;
      await page.keyboard.press("Control+B");
    });
    after(() => lab?.[Symbol.asyncDispose]());

    test(`nothing moves when a running load becomes final, and nothing after it`, async () => {
      assert.equal(await runCell(page, "start"), true);
      assert.equal(await runCell(page, "mistake"), false);
      for (const size of [wide, narrow]) {
        await page.setViewportSize(size);
        const seen = await followLoad(
          page,
          () => startCell(page, "live"),
          () => picture(page, `views/live-${language}-${size.width}`),
        );
        assert(seen.updates >= 3, `${seen.updates} updates were seen while the load ran`);
        assert.deepEqual(seen.places.length, 1, `ledger and charts moved: ${seen.places.join(" | ")}`);
        assert.deepEqual(seen.finalHeights.length, 1, `heights when final: ${seen.finalHeights}`);
        assert.equal(seen.animations, 0);
      }
    });

    test(`every kind of result says what it has to say`, async () => {
      await seeAll(page, wide.width);
      await runAll(page);
      await rowOf(page, "refused-sql").locator(".codicon-notebook-state-error").waitFor({ timeout: 60_000 });
      for (const [step, { text, table }] of Object.entries(told[language])) {
        const output = await outputOf(page, rowOf(page, step));
        assert(output, `${step} shows nothing`);
        const shown = await output.evaluate(visibleText);
        assert.match(shown, text, step);
        if (table) {
          const found = output.getByRole("table", { name: table[0] }).first();
          assert.match((await found.innerText()).replaceAll(/\s+/g, " "), table[1], step);
        }
      }
    });

    // A theme's colours are the same in both languages; accessibility.long.test.ts asks in each theme in both.
    const some = themes.filter((_, at) => at % 2 === (language === "en" ? 0 : 1));
    test(`axe-core finds no serious fault in the themes ${some.map(({ name }) => name).join(", ")}`, async () => {
      for (const theme of some) {
        await chooseTheme(page, theme);
        assert.deepEqual(await seriousFaults(page), [], theme.name);
      }
    });
  });
}

/** All cells at once, from the first. */
async function seeAll(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: tall });
  await cellRow(page, "start");
  await rowOf(page, "mistake").waitFor();
  await page.waitForTimeout(300);
}

interface Told {
  readonly text: RegExp;
  /** A table's name, and what is in it. */
  readonly table?: readonly [name: RegExp, cells: RegExp];
}

const told: Readonly<Record<"en" | "ru", Readonly<Record<string, Told>>>> = {
  en: {
    start: { text: /The stack was running already/ },
    "clean-slate": { text: /Every counter is zero/ },
    "show-naive": { text: /naive\.ts.*reads the number/s },
    "naive-load": {
      text: /≠.*acknowledged hits? (is|are) gone.*p99/s,
      table: [/^Why hits were refused/, /53300 too_many_connections \d+/],
    },
    "inspect-naive": {
      text: /too many/,
      table: [/^Connections to PostgreSQL$/, /reserved for superusers 3/],
    },
    "buffered-load": { text: /=.*still in the buffer/s },
    "pending-in-redis": { text: /GET pending_hits.*1000/s },
    "buffered-process": { text: /1,000 hits moved/, table: [/^stored$/, /before 0 after 1,000/] },
    "counter-in-postgres": { text: /SELECT/, table: [/^SELECT \d+$/, /buffered 1000/] },
    live: { text: /=.*process every 200\sms/s },
    compare: { text: /3 runs side by side/, table: [/^Runs of this lab$/, /naive 50 1,000/] },
    "discuss-postgres": { text: /Too many connections/ },
    "refused-sql": { text: /✗.*42P01.*countr/s },
    mistake: { text: /lod.*load/s },
  },
  ru: {
    start: { text: /Стенд уже работал/ },
    "clean-slate": { text: /Все счётчики на нуле/ },
    "show-naive": { text: /naive\.ts.*читает число/s },
    "naive-load": {
      text: /≠.*Пропало не меньше.*p99/s,
      table: [/^Почему запросы получили отказ/, /53300 too_many_connections \d+/],
    },
    "inspect-naive": { text: /too many/, table: [/^Соединения с PostgreSQL$/, /резерв суперпользователя 3/] },
    "buffered-load": { text: /=.*ещё в буфере/s },
    "pending-in-redis": { text: /GET pending_hits.*1000/s },
    "buffered-process": { text: /1\s000 запросов перенесено/, table: [/^сохранено$/, /до 0 после 1\s000/] },
    "counter-in-postgres": { text: /SELECT/, table: [/^SELECT \d+$/, /buffered 1000/] },
    live: { text: /=.*process каждые 200\sмс/s },
    compare: { text: /3 прогона рядом/, table: [/^Прогоны этого занятия$/, /naive 50 1\s000/] },
    "discuss-postgres": { text: /Слишком много соединений/ },
    "refused-sql": { text: /✗.*42P01.*countr/s },
    mistake: { text: /lod.*load/s },
  },
};
