import assert from "node:assert/strict";
import { test } from "node:test";
import { readOptions } from "./options.ts";

test("the ordinary call asks for the whole lab on whichever engine there is", () => {
  assert.deepEqual(readOptions([]), {
    file: undefined,
    engine: "auto",
    app: "node",
    language: undefined,
    only: undefined,
    json: undefined,
    report: undefined,
    verify: undefined,
    grade: undefined,
    csv: undefined,
    html: undefined,
    unfenced: false,
    anew: false,
    yes: false,
    drop: false,
    superuser: false,
    rehearse: false,
    list: false,
    help: false,
  });
});

test("every option is read", () => {
  const options = readOptions([
    ..."my.lab.md --engine embedded --app fastapi --lang ru --only start,naive-load --json out.json --report out.html --superuser --list".split(
      " ",
    ),
  ]);
  assert.deepEqual(options, {
    file: "my.lab.md",
    engine: "embedded",
    app: "fastapi",
    language: "ru",
    only: ["start", "naive-load"],
    json: "out.json",
    report: "out.html",
    verify: undefined,
    grade: undefined,
    csv: undefined,
    html: undefined,
    unfenced: false,
    anew: false,
    yes: false,
    drop: false,
    superuser: true,
    rehearse: false,
    list: true,
    help: false,
  });
});

test("what cannot be understood is refused, with what was meant", () => {
  const refused = (args: string[], what: RegExp) =>
    assert.throws(() => readOptions(args), { code: "usage", message: what });
  refused(["--engine", "embeded"], /not “embeded”. Did you mean embedded\?/);
  refused(["--app", "django"], /--app is node, fastapi/);
  refused(["--lang", "de"], /--lang is en, ru/);
  refused(["a.lab.md", "b.lab.md"], /One notebook at a time/);
  refused(["--quickly"], /There is no option --quickly\. See/);
  refused(["--josn", "a.json"], /Did you mean --json\?/);
  refused(["-x"], /There is no option -x/);
  for (const option of [
    "--engine",
    "--app",
    "--lang",
    "--only",
    "--json",
    "--report",
    "--verify",
    "--grade",
  ]) {
    refused([option], new RegExp(`${option} lacks its value`));
    refused([option, "--list"], new RegExp(`${option} lacks its value`));
  }
  refused(["--list=yes"], /--list takes no value/);
  refused(["--only", " , "], /--only lacks its value/);
  refused(["--verify", "a.html", "b.lab.md"], /--verify .* stands alone/);
  refused(["--verify", "a.html", "--report", "b.html"], /--verify .* stands alone/);
});

test("a class is graded from a folder, and nothing else is done then", () => {
  const { grade, csv, html, anew, unfenced } = readOptions(
    "--grade reports --csv a.csv --html a.html --anew --lang ru".split(" "),
  );
  assert.deepEqual(
    { grade, csv, html, anew, unfenced },
    { grade: "reports", csv: "a.csv", html: "a.html", anew: true, unfenced: false },
  );
  for (const words of [["x.lab.md"], ["--engine", "compose"], ["--json", "a.json"], ["--verify", "a.html"]]) {
    assert.throws(() => readOptions(["--grade", "reports", ...words]), { code: "usage" });
  }
  assert.throws(() => readOptions(["--csv", "a.csv"]), { code: "usage", message: /go with --grade/ });
});

test("a report is verified in the reader's language", () => {
  const { verify, language } = readOptions(["--verify", "a.html", "--lang", "ru"]);
  assert.deepEqual({ verify, language }, { verify: "a.html", language: "ru" });
});

test("a rehearsal runs whole notebooks, all of them or the one that is named", () => {
  const { rehearse, file, engine } = readOptions(["--rehearse", "my.lab.md", "--engine", "embedded"]);
  assert.deepEqual({ rehearse, file, engine }, { rehearse: true, file: "my.lab.md", engine: "embedded" });
  for (const narrower of [["--only", "start"], ["--json", "a.json"], ["--report", "a.html"], ["--list"]]) {
    assert.throws(() => readOptions(["--rehearse", ...narrower]), {
      code: "usage",
      message: /whole notebooks/,
    });
  }
});

test("consent and removal are for servers that exist", () => {
  const { engine, yes, drop } = readOptions(["--engine", "attach", "--yes", "--drop"]);
  assert.deepEqual({ engine, yes, drop }, { engine: "attach", yes: true, drop: true });
  for (const words of [["--yes"], ["--drop", "--engine", "embedded"]]) {
    assert.throws(() => readOptions(words), { code: "usage", message: /--engine attach/ });
  }
});
