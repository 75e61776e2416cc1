import assert from "node:assert/strict";
import { test } from "node:test";
import { buffersCompared } from "../../test/samples/buffers-compared.ts";
import * as samples from "../../test/samples/index.ts";
import { reportOf, styles } from "../../test/samples/report.ts";
import { buildReport } from "./build-report.ts";
import { reportAsJson } from "./lab-report.ts";
import { readReport, verifyReport } from "./verify-report.ts";

const load = buffersCompared["pace-stream"];
const predicted = [{ key: "stored", guess: 1000, got: load.stored }];
const report = reportOf({ start: samples.cell(samples.start), load: { ...samples.cell(load), predicted } });
const options = { file: "anna.json", styles, surgeLab: report.surgeLab };
const disagreements = (text: string) => verifyReport(text, options).disagreements.map(({ en }) => en);

test("a report in JSON is the one in HTML, however its lines are broken", () => {
  const json = reportAsJson(report);
  assert.deepEqual(readReport(json, "anna.json"), readReport(buildReport(report, styles), "anna.html"));
  for (const same of [json, json.replaceAll("\n", "\r\n"), `\ufeff${json}`, JSON.stringify(JSON.parse(json))])
    assert.deepEqual(disagreements(same), []);
});

test("what was changed in it is named", () => {
  const json = reportAsJson(report);
  const guessed = json.replace(/"guess": \d+/, '"guess": 17');
  assert.notEqual(guessed, json);
  assert.match(disagreements(guessed).join("\n"), /their SHA-256 is another one/);
  const lost = json.replace(/"lost": \d+/, '"lost": 17');
  assert.match(disagreements(lost).join("\n"), /Step load, .*lost: the report says 17/);
});

test("other JSON is no report, and says so", () => {
  for (const [text, code] of [
    ['{ "name": "surge" }', "not-a-report"],
    ['{ "version": 1, "cells": [] }', "not-a-report"],
    ["{", "broken-report"],
    ['{ "format": "surge-lab-report", "version": 2 }', "newer-report"],
    ['{ "format": "surge-lab-report", "version": 1, "cells": {} }', "broken-report"],
  ] as const)
    assert.throws(() => verifyReport(text, options), { code });
});
