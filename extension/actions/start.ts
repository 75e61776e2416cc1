import { z } from "zod";
import { alike } from "../common/language.ts";
import type { StartResult } from "../results/results.ts";
import { engineNames } from "../stack/stack.ts";
import type { Action } from "./action.ts";
import { listStrategies } from "./app-client.ts";
import { environmentOf } from "./environment.ts";
import { yesOrNo } from "./values.ts";

export const start: Action = {
  name: "start",
  about: {
    en: "Starts PostgreSQL, Redis and the app, or finds them running.",
    ru: "Запускает PostgreSQL, Redis и приложение или находит их уже запущенными.",
  },
  parameters: z.strictObject({}),
  example: alike("start:"),
  values: {
    alreadyRunning: {
      about: {
        en: "True when the stack was running before the cell.",
        ru: "true, если стенд уже работал до этой ячейки.",
      },
      words: yesOrNo,
    },
    startedInMs: {
      about: { en: "How long the start took, milliseconds.", ru: "Сколько длился запуск, миллисекунды." },
    },
    "connections.max": {
      about: {
        en: "`max_connections` of PostgreSQL.",
        ru: "`max_connections` в PostgreSQL.",
      },
    },
    "connections.reserved": {
      about: {
        en: "Connections that only superusers get.",
        ru: "Соединения, которые достаются только суперпользователям.",
      },
    },
    "environment.engine": {
      about: { en: "What runs the stack.", ru: "На чём работает стенд." },
      words: engineNames,
    },
    "environment.cores": {
      about: { en: "Processor cores of this machine.", ru: "Ядра процессора этой машины." },
    },
    "strategies.length": {
      about: { en: "How many strategies the app has.", ru: "Сколько стратегий у приложения." },
    },
  },
  async run(lab): Promise<StartResult> {
    const alreadyRunning = lab.session.state === "running";
    const begun = performance.now();
    const { stack, inspection } = await lab.session.start(lab);
    const { max, reserved } = await inspection.connections();
    return {
      action: "start",
      environment: environmentOf(stack),
      appUrl: stack.endpoints.app,
      alreadyRunning,
      startedInMs: performance.now() - begun,
      startParts: stack.startParts,
      connections: { max, reserved },
      strategies: await listStrategies(stack.endpoints.app, lab.signal),
    };
  },
};
