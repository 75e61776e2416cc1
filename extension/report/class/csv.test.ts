import assert from "node:assert/strict";
import { test } from "node:test";
import { students } from "../../../test/samples/class.ts";
import * as samples from "../../../test/samples/index.ts";
import { reportOf } from "../../../test/samples/report.ts";
import { classPage } from "./class-page.ts";
import { classCsv } from "./csv.ts";
import { pointsOf } from "./points.ts";
import { attemptsOf } from "./students.ts";

/** Of a file whose fields have no line breaks. */
function fieldsOf(row: string): string[] {
  return [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = ""]) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}

function table(language: "en" | "ru") {
  const text = classCsv({ students }, language);
  assert.ok(text.startsWith("\ufeff") && text.endsWith("\r\n"));
  const [head = "", ...rows] = text.slice(1, -2).split("\r\n");
  const names = fieldsOf(head);
  return rows.map((row) => Object.fromEntries(fieldsOf(row).map((field, at) => [names[at] ?? at, field])));
}

test("each student is a row, with points, reasons, hints and what does not agree", () => {
  const rows = table("en");
  assert.deepEqual(
    rows.map((row) => [row["exercise-1 points"], row["exercise-1 of"], row.points]),
    [
      ["2", "5", "2"],
      ["2", "5", "2"],
      ["0", "5", "0"],
      ["", "5", "0"],
      ["", "5", "0"],
      ["", "5", "0"],
      ["2", "5", "2"],
      ["0", "4", "0"],
      ["", "4", "0"],
      ["", "", "0"],
    ],
  );
  const [, ada, grace, old, slow, snake, edited, barista, packer, lost] = rows;
  assert.match(
    ada?.["exercise-1 reasons"] ?? "",
    /^✗ 1,000 hits .*; ✗ Hits are stored while .*; \? What was .*not judged/,
  );
  assert.equal(ada?.["exercise-1 hints"], "1");
  assert.equal(ada?.["exercise-1 solution asked"], "no");
  assert.equal(ada?.reports, "agree with their results");
  assert.match(grace?.["exercise-1 reasons"] ?? "", /did not come to its end/);
  assert.match(old?.["exercise-1 reasons"] ?? "", /does not carry what was checked/);
  assert.match(slow?.["exercise-1 reasons"] ?? "", /^\? .*not judged: it took too long/);
  assert.equal(snake?.["exercise-1 reasons"], "Not judged: this machine lacks what the code needs.");
  assert.match(edited?.reports ?? "", /^edited\/surge\.html: Step load, lost/);
  assert.equal(
    barista?.["exercise-1 reasons"],
    "The student's own app did not start: the program that its command names is not here.",
  );
  assert.match(packer?.["exercise-1 reasons"] ?? "", /^Not judged: the report does not carry the code of/);
  assert.match(lost?.reports ?? "", /^Step load/);
});

test("an own app counts by the demands on an own app, also where an earlier version made the report", () => {
  const { ownApp: _, ...check } = samples.checkOfOwnApp;
  const report = reportOf({ check: samples.cell(check) });
  const handedIn = { file: "early.html", report, disagreements: [] };
  const [attempt] = attemptsOf({ name: "early", reports: [handedIn], unreadable: [] });
  assert.ok(attempt);
  assert.equal(attempt.code, "noCode");
  const { met, of } = pointsOf(attempt, undefined);
  assert.deepEqual([met, of], [undefined, check.demands.length]);
});

test("the reasons have nothing that another run would measure otherwise", () => {
  const page = classPage({ students }, { language: "en", folder: "", surgeLab: "", styles: "" });
  assert.match(page, /19 of 24 acknowledged hits are gone/);
  assert.doesNotMatch(classCsv({ students }, "en"), /gone/);
});

test("what begins like a formula is text", () => {
  const [row = ""] = classCsv({ students }, "en").split("\r\n").slice(1);
  assert.ok(row.startsWith(`"'=HYPERLINK(""http://x"")"`), row);
});

test("it speaks Russian", () => {
  const [, ada] = table("ru");
  assert.equal(ada?.отчёты, "сходятся со своими результатами");
  assert.equal(ada?.["exercise-1 баллы"], "2");
});
