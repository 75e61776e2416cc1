import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { defineAction } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { checkCompare } from "./check.ts";
import { readGuarantees } from "./guarantees/read-guarantees.ts";
import { type CompareResult, hasGuarantees, result } from "./result.ts";
import { compareView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.union([
  z.strictObject({}),
  z.enum(["guarantees"]).meta({ about: say(({ guarantees }) => guarantees) }),
]);

export const compare = defineAction({
  name: "compare",
  about: say(({ about }) => about),
  parameters,
  example: alike("compare:"),
  values: {
    "runs.length": { about: say(({ values }) => values.runs) },
    "rows.kafka.lost": { about: say(({ values }) => values.row.lost) },
    "rows.kafka.duplicated": { about: say(({ values }) => values.row.duplicated) },
    "rows.kafka.pace.requestsPerSecond": { about: say(({ values }) => values.row.pace) },
    "rows.kafka.drain.ms": { about: say(({ values }) => values.row.drain) },
    "rows.kafka.crashes.before-commit.lost": { about: say(({ values }) => values.row.crashed) },
    "rows.kafka.killed.kafka.lost": { about: say(({ values }) => values.row.killed) },
    "rows.kafka.lines": { about: say(({ values }) => values.row.lines) },
    "rows.kafka.services.length": { about: say(({ values }) => values.row.services) },
  },
  ages: true,
  result,
  async run({ session }, what): Promise<CompareResult> {
    if (what === "guarantees") return readGuarantees(session);
    return { action: "compare", runs: session.runs.map(({ result }) => result) };
  },
  view: compareView,
  check: checkCompare,
  checkAsked: (result, asked) =>
    differs(
      "compare",
      hasGuarantees(result) ? "guarantees" : "runs",
      asked === "guarantees" ? asked : "runs",
    ),
});
