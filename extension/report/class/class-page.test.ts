import assert from "node:assert/strict";
import { test } from "node:test";
import { students } from "../../../test/samples/class.ts";
import { languages } from "../../common/language.ts";
import { classPage } from "./class-page.ts";

const about = { folder: "reports", surgeLab: "0.1.0", styles: "" };

for (const language of languages) {
  test(`the page has points, reasons, copies, disagreements, guesses and machines (${language})`, () => {
    const html = classPage({ students }, { ...about, language });
    assert.equal(html.match(/<h2>/g)?.length, 6);
    // Nobody's name is markup.
    assert.doesNotMatch(html, /<b>Grace/);
    assert.match(html, /&lt;b>Grace/);
    assert.doesNotMatch(html, /<script/);
    assert.match(html, language === "en" ? /54,500/ : /54\u00a0500/);
  });
}

test("the same text stands once, with all who have handed it in; a text that did not run says why", () => {
  const html = classPage({ students }, { ...about, language: "en" });
  assert.match(html, />=HYPERLINK\(&quot;http:\/\/x&quot;\), Ада Лавлейс</);
  assert.match(html, /The app has stopped\./);
  assert.match(html, /the check took too long, twice/);
  assert.match(html, /There is no Python\./);
  assert.match(html, /There is no program “java” here\./);
  assert.match(html, /Drawn from <code>seed: 290117<\/code>/);
});

test("a class in which all is well says so", () => {
  const html = classPage({ students: [] }, { ...about, language: "en" });
  for (const said of [
    /Nobody misses a point/,
    /No two have/,
    /Every report agrees/,
    /no guesses/,
    /how fast/,
  ])
    assert.match(html, said);
});
