// The picture of a collision, and the choice among several.
import assert from "node:assert/strict";
import { test } from "node:test";
import { languages } from "../../extension/common/language.ts";
import { explained } from "../samples/index.ts";
import type { OutputPage } from "./output-page.ts";
import { boxes, reportOf, wideDark, withPage } from "./with-page.ts";

const shownTitle = async (page: OutputPage["page"]) =>
  (await page.locator(".page-title > span:visible").allTextContents()).join(" and ");

test("one collision is shown at a time, and the arrow keys go through them", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(explained));
    assert.equal(await shownTitle(page), "Collision 1 of 12 (17 in all), the largest");
    const choice = page.getByRole("group", { name: "Collisions" }).getByRole("radio");
    assert.equal(await choice.count(), 12);
    await page.keyboard.press("Tab");
    assert.ok(await choice.first().evaluate((radio) => radio.matches(":focus-visible:checked")));
    const ring = page.locator(".page-number:has(:focus-visible)");
    assert.equal(
      await ring.evaluate((e) => e.ownerDocument.defaultView?.getComputedStyle(e).outline),
      "rgb(0, 120, 212) solid 2px",
    );
    await page.evaluate("seen = []; addEventListener('keydown', ({ key }) => seen.push(key))");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.deepEqual(await page.evaluate("seen"), ["Escape"], "the editor would go to another cell");
    assert.equal(await shownTitle(page), "Collision 3 of 12 (17 in all)");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await shownTitle(page), "Collision 12 of 12 (17 in all)");
    assert.equal(await page.getByRole("radio", { checked: true }).count(), 1);
    assert.equal(await page.getByRole("img", { name: /The last write undid/ }).count(), 1);
    assert.equal(await page.getByRole("table", { name: "The same in numbers" }).count(), 1);
  }));

test("so do the buttons, which stay under the mouse, and the choice stays when the output is drawn again", () =>
  withPage({ width: 420, theme: "light" }, async ({ page, show }) => {
    await show(reportOf(explained, "ru"));
    const next = page.locator(".turn:visible", { hasText: "вперёд" });
    const before = await next.boundingBox();
    for (const number of [2, 3, 4]) {
      await next.click();
      assert.equal(await shownTitle(page), `Столкновение ${number} из 12 (всего 17)`);
      assert.deepEqual(await next.boundingBox(), before);
    }
    await page.locator(".turn:visible", { hasText: "назад" }).click();
    await show(reportOf(explained, "ru"));
    assert.equal(await shownTitle(page), "Столкновение 3 из 12 (всего 17)");
    await page.locator(".page-number", { hasText: "7" }).click();
    assert.equal(await shownTitle(page), "Столкновение 7 из 12 (всего 17)");
    // From the mouse to the keys: the focus is among the numbers.
    await page.keyboard.press("ArrowRight");
    assert.match(await shownTitle(page), /^Столкновение 8 из 12/);
  }));

test("marks and lines stand at their times, and the line of the undoing write passes all that it undid", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(explained));
    const [collision] = explained.collisions;
    assert.ok(collision);
    const lanes = page.locator(".lane:visible");
    assert.equal(await lanes.count(), collision.hits.length);
    const track = await page.locator(".track-of-lane:visible").first().boundingBox();
    const reads = await boxes(page.locator(".segment.read:visible"));
    const marks = await boxes(page.locator(".track-of-lane:visible .wrote"));
    assert.ok(track);
    const times = collision.hits.map(({ atMs, readMs }) => [readMs?.[0] ?? 0, readMs?.[1] ?? 0, atMs ?? 0]);
    const [first, last] = [Math.min(...times.flat()), Math.max(...times.flat())];
    const place = (time = 0) => track.x + (track.width * (time - first)) / (last - first) / 1.12;
    for (const [index, [from, to, at]] of times.entries()) {
      const [read, mark] = [reads[index], marks[index]];
      assert.ok(read && mark);
      assert.ok(Math.abs(read.x - place(from)) < 1);
      assert.ok(Math.abs(read.x + read.width - place(to)) < 3);
      assert.ok(Math.abs(mark.x + mark.width / 2 - place(at)) < 1);
    }
    const lines = await boxes(page.locator(".undoing:visible"));
    for (const [index, { x, y, height }] of lines.entries()) {
      assert.ok(Math.abs(x + 1 - place(last)) < 1);
      const below = lines[index + 1];
      assert.ok(!below || y + height >= below.y - 1, "the line has a gap");
    }
    assert.equal(await page.locator(".undone-sign:visible").count(), collision.undid);
    assert.equal(await page.locator(".segment.lost:visible").count(), collision.undid);
  }));

for (const width of [320, 420, 900]) {
  test(`every value of a collision is read whole at ${width} px`, async () => {
    for (const language of languages) {
      await withPage({ width, theme: "light" }, async ({ page, show }) => {
        await show(reportOf(explained, language));
        await page.keyboard.press("Tab");
        for (const { hits } of explained.collisions.slice(0, 3)) {
          assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
          const texts = await boxes(page.locator(":is(.value, .lane-name) > span:visible"));
          assert.equal(texts.length, 4 * hits.length);
          for (const [index, one] of texts.entries()) {
            assert.ok(one.x >= 0 && one.x + one.width <= width, "a text leaves the picture");
            for (const other of texts.slice(index + 1)) assert.ok(areApart(one, other), "two texts overlap");
          }
          await page.keyboard.press("ArrowRight");
        }
      });
    }
  });
}

type Box = Awaited<ReturnType<typeof boxes>>[number];

function areApart(one: Box, other: Box): boolean {
  return (
    one.x + one.width <= other.x + 1 ||
    other.x + other.width <= one.x + 1 ||
    one.y + one.height <= other.y + 1 ||
    other.y + other.height <= one.y + 1
  );
}

test("the table of a page that was chosen is scrolled by keyboard, though nothing else has grown", () =>
  withPage({ width: 320, theme: "light" }, async ({ page, show }) => {
    await show(reportOf(explained, "ru"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.locator('.page-content:visible .scroll[tabindex="0"]').waitFor();
  }));
