import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { stackError } from "../stack/errors.ts";
import { present, presentError } from "./present.ts";
import { withPlaces } from "./source-place.ts";

const placeIn = (text: string) => {
  const [block] = withPlaces([{ kind: "verdict", sign: "!", text }]);
  return block?.kind === "verdict" ? block.place : undefined;
};

test("a headline with a line of the student's app names the file that can be opened", () => {
  const exception = { text: "TypeError: x is not a function (strategies/mine.ts:7)", hits: 10 };
  const [thrown] = present(samples.cell({ ...samples.naive, exception }), "en");
  assert.ok(thrown?.kind === "verdict");
  const place = { text: "strategies/mine.ts:7", file: "lab-stack/app/strategies/mine.ts", line: 7 };
  assert.deepEqual(thrown.place, place);

  const mistake = { place: "lab-stack/fastapi/strategies/mine.py:12", message: "SyntaxError" };
  const [failed] = presentError(stackError("app-mistake", mistake), "ru");
  assert.ok(failed?.kind === "verdict");
  assert.deepEqual(failed.place, {
    text: mistake.place,
    file: "lab-stack/fastapi/strategies/mine.py",
    line: 12,
  });

  assert.equal(placeIn("NameError (strategies/my own.py:3)")?.file, undefined);
  assert.equal(placeIn("NameError: … (strategies/счёт.py:3)")?.file, "lab-stack/fastapi/strategies/счёт.py");
  for (const text of ["At least 446 acknowledged hits are gone.", "at 12:30", "/etc/mine.ts:7", "mine.rs:7"])
    assert.equal(placeIn(text), undefined, text);
});

test("so does a demand that an exception has failed", () => {
  const said = { en: "NameError (strategies/yours.py:13)", ru: "NameError (strategies/yours.py:13)" };
  const demands = samples.check.demands.map((each) => ({ ...each, seen: { ...each.seen, said } }));
  const blocks = present(samples.cell({ ...samples.check, demands }), "ru");
  const places = blocks.flatMap((block) => (block.kind === "line" && block.place ? [block.place] : []));
  const place = { text: "strategies/yours.py:13", file: "lab-stack/fastapi/strategies/yours.py", line: 13 };
  assert.deepEqual(places, Array(demands.length).fill(place));
});
