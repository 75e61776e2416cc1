import { z } from "zod";
import type { StartResult } from "../results/results.ts";
import type { Action } from "./action.ts";
import { listStrategies } from "./app-client.ts";
import { environmentOf } from "./environment.ts";

export const start: Action = {
  name: "start",
  about: {
    en: "Starts PostgreSQL, Redis and the app, or finds them running.",
    ru: "Запускает PostgreSQL, Redis и приложение или находит их уже запущенными.",
  },
  parameters: z.strictObject({}),
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
