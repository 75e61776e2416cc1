import assert from "node:assert/strict";
import { test } from "node:test";
import * as samples from "../../test/samples/index.ts";
import { languages } from "../common/language.ts";
import { present } from "./present.ts";

test("no result has an empty or broken word in it", () => {
  for (const language of languages) {
    for (const [name, result] of Object.entries(samples.results)) {
      const blocks = present(samples.cell(result), language);
      assert.equal(blocks[0]?.kind, "verdict", name);
      assert.doesNotMatch(JSON.stringify(blocks), /undefined|NaN|\[object|:""(?!,)/, `${name}, ${language}`);
    }
  }
});
