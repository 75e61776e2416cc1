import * as z from "zod";
import { localizer } from "../../common/language.ts";
import { connectionCount, hitsPerSecond } from "../load/parameters.ts";
import { strategyName } from "../parameters.ts";
import { sizeLimits } from "../start/sizes.ts";
import { type Knob, knobs, most, planOf } from "./plan.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** Load alone, without the pauses in between. */
const longestSeconds = 600;

/** One number, or several; the example is offered while a cell is typed. */
const knob = (name: Knob, one: z.ZodInt, example: string) => {
  const several = z
    .array(one)
    .min(2)
    .max(most.values)
    .meta({ examples: [example] });
  return z.union([one, several]).meta({ about: say(({ parameters }) => parameters[name]) });
};

const shape = z.strictObject({
  strategies: z
    .array(strategyName)
    .min(1)
    .max(most.strategies)
    .meta({ about: say(({ parameters }) => parameters.strategies), examples: [["atomic"]] }),
  connections: knob("connections", connectionCount, "[ 1, 10, 100 ]").default(50),
  rate: knob("rate", hitsPerSecond, "[ 500, 1000, 2000 ]").optional(),
  pool: knob("pool", sizeLimits.pool, "[ 1, 5, 10, 50 ]").optional(),
  processes: knob("processes", sizeLimits.processes, "[ 1, 2, 4 ]").optional(),
  maxConnections: knob("maxConnections", sizeLimits.maxConnections, "[ 20, 200 ]").optional(),
  seconds: z
    .number()
    .min(1)
    .max(60)
    .meta({ about: say(({ parameters }) => parameters.seconds) })
    .default(2),
  rounds: z
    .int()
    .min(1)
    .max(most.rounds)
    .meta({ about: say(({ parameters }) => parameters.rounds) })
    .default(3),
});
export type SweepParameters = z.infer<typeof shape>;

const isRepeated = (list: unknown) => Array.isArray(list) && new Set(list).size < list.length;

/** The one place that says which sweeps there may be. */
export const sweepParameters = shape.superRefine((asked, context) => {
  const lists = knobs.filter((name) => Array.isArray(asked[name]));
  if (lists.length !== 1)
    context.addIssue({
      code: "custom",
      path: lists.slice(1, 2),
      params: { message: say(({ refused }) => refused.oneKnob) },
    });
  for (const name of ["strategies", ...knobs] as const) {
    if (isRepeated(asked[name]))
      context.addIssue({
        code: "custom",
        path: [name],
        params: { message: say(({ refused }) => refused.repeated) },
      });
  }
  const { values, strategies, rounds, seconds } = planOf(asked);
  const whole = values.length * strategies.length * rounds * seconds;
  if (whole > longestSeconds) {
    const message = say(({ refused }) =>
      refused.tooLong(values.length, strategies.length, rounds, seconds, longestSeconds),
    );
    context.addIssue({ code: "custom", path: ["seconds"], params: { message } });
  }
});
