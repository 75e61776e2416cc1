import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { listAvailable } from "../../inspection/app-client.ts";
import { appNames, brokerNames, durabilities, engineNames, plainComposition } from "../../stack/stack.ts";
import { defineAction } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { appIn, environmentOf } from "../environment/environment.ts";
import { yesOrNo } from "../values.ts";
import { result, type StartResult, usualDurability } from "./result.ts";
import { startView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  app: z
    .enum(appNames)
    .meta({ about: say((words) => words.parameters.app) })
    .optional(),
  with: z
    .array(z.enum(brokerNames))
    .meta({ about: say((words) => words.parameters.with), examples: [["rabbitmq"]] })
    .default([]),
  partitions: z
    .int()
    .min(1)
    .max(64)
    .meta({ about: say((words) => words.parameters.partitions), examples: [4] })
    .default(1),
  durability: z
    .enum(durabilities)
    .meta({ about: say((words) => words.parameters.durability) })
    .default(usualDurability),
});

export const start = defineAction({
  name: "start",
  about: say(({ about }) => about),
  parameters,
  example: alike("start:"),
  values: {
    alreadyRunning: { about: say(({ values }) => values.alreadyRunning), words: yesOrNo },
    startedInMs: { about: say(({ values }) => values.startedInMs) },
    "connections.max": { about: say(({ values }) => values.max) },
    "connections.reserved": { about: say(({ values }) => values.reserved) },
    "environment.engine": { about: say(({ values }) => values.engine), words: engineNames },
    "environment.cores": { about: say(({ values }) => values.cores) },
    "strategies.length": { about: say(({ values }) => values.strategies) },
  },
  result,

  async run(lab, { app, with: wanted, partitions, durability }): Promise<StartResult> {
    const before = lab.session.stack;
    const begun = performance.now();
    const brokers = brokerNames.filter((name) => wanted.includes(name));
    const { stack, inspection, startedAnew } = await lab.session.start(lab, {
      app: app ?? lab.session.options.app ?? plainComposition.app,
      with: brokers,
      ...(brokers.includes("kafka") && { partitions }),
    });
    const alreadyRunning = stack === before;
    // A Redis that is not the lab's has no known durability; it is left alone unless the cell asks for another one.
    if ((stack.durability ?? usualDurability) !== durability) await stack.setDurability(durability);
    const { max, reserved } = await inspection.connections();
    return {
      action: "start",
      environment: environmentOf(stack),
      appUrl: stack.endpoints.app,
      alreadyRunning,
      ...(startedAnew.length > 0 && { startedAnew }),
      durability: stack.durability,
      startedInMs: performance.now() - begun,
      startParts: stack.startParts,
      connections: { max, reserved },
      strategies: await listAvailable(stack.endpoints.app, lab.signal),
    };
  },

  view: startView,
  checkAsked: ({ durability, environment }, asked) => [
    // Null: a Redis that the lab did not start.
    ...differs("durability", durability ?? asked.durability, asked.durability),
    ...(asked.app ? differs("environment.runtime", appIn(environment), asked.app) : []),
  ],
});
