import { z } from "zod";
import { alike } from "../../common/language.ts";
import { listAvailable } from "../../inspection/app-client.ts";
import { stackError } from "../../stack/errors.ts";
import { appNames, brokerNames, durabilities, engineNames, plainComposition } from "../../stack/stack.ts";
import type { OldAction } from "../define.ts";
import type { StartResult } from "../results.ts";
import { yesOrNo } from "../values.ts";
import { environmentOf } from "./environment.ts";

const parameters = z.strictObject({
  app: z
    .enum(appNames)
    .meta({
      about: {
        en: "What the app is written in: `node` (TypeScript, fastify), as it is when nothing is said, or `fastapi` (Python, FastAPI and SQLAlchemy).",
        ru: "На чём написано приложение: `node` (TypeScript, fastify), если ничего не указано, или `fastapi` (Python, FastAPI и SQLAlchemy).",
      },
    })
    .optional(),
  with: z
    .array(z.enum(brokerNames))
    .meta({
      about: {
        en: "Message brokers beside Redis: `rabbitmq`, `kafka`. Their strategies need them.",
        ru: "Брокеры сообщений рядом с Redis: `rabbitmq`, `kafka`. Они нужны одноимённым стратегиям.",
      },
      examples: [["rabbitmq"]],
    })
    .default([]),
  partitions: z
    .int()
    .min(1)
    .max(64)
    .meta({
      about: {
        en: "With `kafka`: into how many partitions its topic is divided. So many workers can move hits at once.",
        ru: "С `kafka`: на сколько партиций разделён топик. Столько обработчиков могут переносить запросы одновременно.",
      },
      examples: [4],
    })
    .default(1),
  durability: z
    .enum(durabilities)
    .meta({
      about: {
        en: "How Redis keeps its data: not at all, by snapshots now and then (`rdb`), or by a file of every write that reaches the disk once a second or at each write.",
        ru: "Как Redis хранит данные: никак, снимками время от времени (`rdb`) или журналом всех записей, который попадает на диск раз в секунду либо при каждой записи.",
      },
    })
    .default("aof-everysec"),
});

export const start: OldAction<z.infer<typeof parameters>> = {
  name: "start",
  about: {
    en: "Starts PostgreSQL, Redis and the app, or finds them running.",
    ru: "Запускает PostgreSQL, Redis и приложение или находит их уже запущенными.",
  },
  parameters,
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
  async run(lab, { app, with: wanted, partitions, durability }): Promise<StartResult> {
    const before = lab.session.stack;
    const begun = performance.now();
    const brokers = brokerNames.filter((name) => wanted.includes(name));
    const { stack, inspection } = await lab.session.start(lab, {
      app: app ?? lab.session.options.app ?? plainComposition.app,
      with: brokers,
      ...(brokers.includes("kafka") && { partitions }),
    });
    const alreadyRunning = stack === before;
    // Whoever says nothing leaves a Redis that is not the lab's as it is.
    if ((stack.durability ?? "aof-everysec") !== durability) {
      if (stack.down.includes("redis")) throw stackError("service-down", { service: "redis" });
      await stack.setDurability(durability);
    }
    const { max, reserved } = await inspection.connections();
    return {
      action: "start",
      environment: environmentOf(stack),
      appUrl: stack.endpoints.app,
      alreadyRunning,
      durability: stack.durability,
      startedInMs: performance.now() - begun,
      startParts: stack.startParts,
      connections: { max, reserved },
      strategies: await listAvailable(stack.endpoints.app, lab.signal),
    };
  },
};
