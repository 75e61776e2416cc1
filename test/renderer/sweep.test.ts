// The charts of a sweep.
import assert from "node:assert/strict";
import { test } from "node:test";
import { languages } from "../../extension/common/language.ts";
import { sweep, sweepCancelled } from "../samples/index.ts";
import { boxes, reportOf, wideDark, withPage } from "./with-page.ts";

test("each point has its marker at its rate, a bar from the least to the most, and the knee a ring", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(sweep));
    const throughput = page.locator(".picture").first();
    const plot = await throughput.locator(".plot").boundingBox();
    const levels = await boxes(throughput.locator(".level"));
    const top = levels.at(-1);
    assert.ok(plot && top);
    const label = await throughput.locator(".level").last().textContent();
    const most = Number(label?.replaceAll(",", ""));
    // Its border is the axis.
    const bottom = plot.y + plot.height - 1;
    const at = (rate: number) => bottom - ((bottom - top.y) * rate) / most;
    const spots = await boxes(throughput.locator(".spot .marker"));
    const bars = await boxes(throughput.locator(".spread"));
    assert.equal(spots.length, sweep.points.length);
    for (const [index, { requestsPerSecond, spread }] of sweep.points.entries()) {
      const [spot, bar] = [spots[index], bars[index]];
      const [least, high] = spread.requestsPerSecond;
      assert.ok(spot && bar);
      assert.ok(Math.abs(spot.y + spot.height / 2 - at(requestsPerSecond)) < 2);
      assert.ok(Math.abs(bar.y - at(high)) < 3 && Math.abs(bar.y + bar.height - at(least)) < 3);
    }
    assert.equal(await page.locator(".spot .ring").count(), 4, "two knees, in both charts");
    const shapes = await page
      .locator(".legend .marker path")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
    assert.equal(new Set(shapes).size, 3, "a shape for each strategy");
    const saying = page.getByRole("img", { name: /^p99, milliseconds: atomic 1: .* 200: 129; append 1: / });
    assert.equal(await saying.count(), 1);
  }));

test("a sweep without a knee has no ring, and says of none", () =>
  withPage(wideDark, async ({ page, show }) => {
    await show(reportOf(sweepCancelled));
    assert.equal(await page.locator(".ring").count(), 0);
  }));

test("with forced colours every line is drawn in the system's, told apart by dashes and markers", () =>
  withPage({ ...wideDark, forcedColors: true }, async ({ page, show }) => {
    await show(reportOf(sweep));
    const looks = await page.locator(".picture:first-child .curve").evaluateAll((curves) =>
      curves.map((curve) => {
        const style = curve.ownerDocument.defaultView?.getComputedStyle(curve);
        return [style?.stroke, style?.strokeDasharray];
      }),
    );
    assert.equal(new Set(looks.map(([stroke]) => stroke)).size, 1, "one colour");
    assert.equal(new Set(looks.map(([, dashes]) => dashes)).size, 3);
  }));

for (const width of [320, 420, 1280]) {
  test(`no label of an axis touches another one or leaves the page at ${width} px`, async () => {
    for (const language of languages) {
      await withPage({ width, theme: "light" }, async ({ page, show }) => {
        await show(reportOf(sweep, language));
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        for (const picture of await page.locator(".picture").all()) {
          const labels = await boxes(picture.locator(":is(.tick, .level span)"));
          for (const [index, one] of labels.entries()) {
            assert.ok(one.x >= 0 && one.x + one.width <= width + 1);
            for (const other of labels.slice(index + 1)) {
              const apart =
                one.x + one.width <= other.x + 1 ||
                other.x + other.width <= one.x + 1 ||
                one.y + one.height <= other.y + 1 ||
                other.y + other.height <= one.y + 1;
              assert.ok(apart, "two labels overlap");
            }
          }
        }
      });
    }
  });
}
