import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { listAvailable } from "../../inspection/app-client.ts";
import { poolOfPgbouncer } from "../../stack/connections/pgbouncer.ts";
import { type OwnApp, ownStrategy } from "../../stack/own-app/contract.ts";
import { ownAppError } from "../../stack/own-app/errors.ts";
import { placeOwnApp } from "../../stack/own-app/start-own-app.ts";
import { appNames, durabilities, engineNames, extraNames, plainComposition } from "../../stack/stack.ts";
import { defineAction, type Lab } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { appIn, environmentOf } from "../environment/environment.ts";
import type { SessionOptions } from "../open-stack.ts";
import { strategyMistakes } from "../strategies/mistakes.ts";
import { yesOrNo } from "../values.ts";
import { calibrate } from "./calibrate.ts";
import { ownApp } from "./own-app.ts";
import { result, type StartResult, usualDurability } from "./result.ts";
import { sizeLimits, takenSizes } from "./sizes.ts";
import { startView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({
  app: z
    .union([z.enum(appNames), ownApp])
    .meta({ about: say((words) => words.parameters.app) })
    .optional(),
  with: z
    .array(z.enum(extraNames))
    .meta({ about: say((words) => words.parameters.with), examples: [["pgbouncer"], ["rabbitmq"]] })
    .default([]),
  partitions: z
    .int()
    .min(1)
    .max(64)
    .meta({ about: say((words) => words.parameters.partitions), examples: [4] })
    .default(1),
  maxConnections: sizeLimits.maxConnections
    .meta({ about: say((words) => words.parameters.maxConnections), examples: [50] })
    .optional(),
  pool: sizeLimits.pool.meta({ about: say((words) => words.parameters.pool), examples: [5] }).optional(),
  processes: sizeLimits.processes
    .meta({ about: say((words) => words.parameters.processes), examples: [2] })
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
    "connections.pool": { about: say(({ values }) => values.pool) },
    "connections.pgbouncer": { about: say(({ values }) => values.pgbouncer) },
    processes: { about: say(({ values }) => values.processes) },
    "environment.engine": { about: say(({ values }) => values.engine), words: engineNames },
    "environment.cores": { about: say(({ values }) => values.cores) },
    "strategies.length": { about: say(({ values }) => values.strategies) },
  },
  result,

  async run(
    lab,
    { app, with: wanted, partitions, maxConnections, pool, processes, durability },
  ): Promise<StartResult> {
    const before = lab.session.stack;
    const begun = performance.now();
    const extras = extraNames.filter((name) => wanted.includes(name));
    const { options } = lab.session;
    const own = typeof app === "object" ? await placed(app, options) : undefined;
    if (own) requireOfOwnApp({ pool, processes, pgbouncer: extras.includes("pgbouncer") });
    const usual = options.app ?? plainComposition.app;
    const {
      stack,
      inspection,
      startedAnew,
      changedFiles = [],
    } = await lab.session.start(lab, {
      app: typeof app === "string" ? app : usual,
      ...(own && { own }),
      with: extras,
      ...(extras.includes("kafka") && { partitions }),
      ...(maxConnections !== undefined && { maxConnections }),
      ...(pool !== undefined && { pool }),
      ...(processes > 1 && { processes }),
    });
    const alreadyRunning = stack === before;
    // A Redis that is not the lab's has no known durability; it is left alone unless the cell asks for another one.
    if ((stack.durability ?? usualDurability) !== durability) await stack.setDurability(durability);
    // A contract that cannot be read is said before a load depends on it.
    if (own) await inspection.counted(ownStrategy);
    const { connections, ...settings } = await takenSizes(stack, inspection, lab.signal);
    const { pgbouncer: console } = stack.endpoints;
    const pgbouncer = console === undefined ? undefined : await poolOfPgbouncer(console);
    const startedInMs = performance.now() - begun;
    const calibration = await calibrate(lab);
    return {
      action: "start",
      environment: { ...environmentOf(stack), ...(calibration && { calibration }) },
      appUrl: stack.endpoints.app,
      alreadyRunning,
      ...(startedAnew.length > 0 && { startedAnew }),
      ...(changedFiles.length > 0 && { changedFiles: [...changedFiles] }),
      durability: stack.durability,
      startedInMs,
      startParts: stack.startParts,
      connections: { ...connections, ...(pgbouncer !== undefined && { pgbouncer }) },
      ...settings,
      ...(await mistakesIn(lab)),
      strategies: await listAvailable(stack.endpoints.app, lab.signal),
    };
  },

  view: startView,
  checkAsked: ({ durability, environment, connections, processes }, asked) => [
    // Null: a Redis that the lab did not start.
    ...differs("durability", durability ?? asked.durability, asked.durability),
    ...differs(
      "environment.maxConnections",
      environment.maxConnections ?? null,
      asked.maxConnections ?? null,
    ),
    ...differs("environment.pool", environment.pool ?? null, asked.pool ?? null),
    ...differs("connections.max", connections.max, asked.maxConnections ?? connections.max),
    ...differs("connections.pool", connections.pool ?? null, asked.pool ?? connections.pool ?? null),
    ...differs("environment.processes", environment.processes ?? 1, asked.processes),
    // Null: an app that does not say it.
    ...differs("processes", processes ?? null, asked.processes > 1 ? asked.processes : (processes ?? null)),
    ...extraNames.flatMap((name) =>
      differs(`environment.${name}`, environment[name] !== undefined, asked.with.includes(name)),
    ),
    ...differs("connections.pgbouncer", "pgbouncer" in connections, asked.with.includes("pgbouncer")),
    ...(typeof asked.app === "string" ? differs("environment.runtime", appIn(environment), asked.app) : []),
    ...(typeof asked.app === "object"
      ? differs("environment.runtime", environment.runtime, asked.app.command ?? asked.app.url ?? "")
      : []),
  ],
});

/** @throws LabError where the notebook comes without a lab folder, or the app is not in it */
async function placed(own: OwnApp, { labFolder }: SessionOptions): Promise<OwnApp> {
  if (labFolder === undefined) throw ownAppError("own-no-lab");
  return placeOwnApp(own, labFolder);
}

/** @throws LabError `own-composition` for what only the lab's own apps read */
function requireOfOwnApp(asked: {
  readonly pool: number | undefined;
  readonly processes: number;
  readonly pgbouncer: boolean;
}): void {
  if (asked.pool !== undefined) throw ownAppError("own-composition", { key: "pool" });
  if (asked.processes > 1) throw ownAppError("own-composition", { key: "processes" });
  if (asked.pgbouncer) throw ownAppError("own-composition", { key: "with: [pgbouncer]" });
}

/** The app runs without the strategies that have one. */
async function mistakesIn({ session, signal }: Lab): Promise<Pick<StartResult, "mistakes">> {
  const found = await strategyMistakes(session, signal);
  return found.length > 0 ? { mistakes: found.map(({ path: _, ...mistake }) => mistake) } : {};
}
