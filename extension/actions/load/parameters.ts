import * as z from "zod";
import { localizer } from "../../common/language.ts";
import { faultSignals, faultTargets, serviceNames } from "../../stack/stack.ts";
import { pauseLength, strategyName } from "../parameters.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const longestSeconds = 600;
const secondsOfLoad = z.number().min(0).max(longestSeconds);

export const connectionCount = z.int().min(1).max(1000);
export const hitsPerSecond = z.int().min(1).max(20_000);

const pause = z.strictObject({
  service: z
    .enum(serviceNames)
    .meta({ about: say(({ parameters }) => parameters.pause.service) })
    .default("app"),
  after: secondsOfLoad.meta({ about: say(({ parameters }) => parameters.pause.after), examples: [2] }),
  ms: pauseLength,
});

const fault = z.strictObject({
  kill: z.enum(faultTargets).meta({ about: say(({ parameters }) => parameters.fault.kill) }),
  signal: z
    .enum(faultSignals)
    .meta({ about: say(({ parameters }) => parameters.fault.signal) })
    .default("SIGKILL"),
  after: secondsOfLoad.meta({ about: say(({ parameters }) => parameters.fault.after) }).default(1),
  recover: z
    .union([secondsOfLoad, z.literal("never")])
    .meta({ about: say(({ parameters }) => parameters.fault.recover) })
    .default(1),
});
export type Fault = z.infer<typeof fault>;

/** Seconds. */
const longestWait = 60;

const retry = z
  .strictObject({
    times: z
      .int()
      .min(1)
      .max(10)
      .meta({ about: say(({ parameters }) => parameters.retry.times) })
      .default(3),
    sameId: z
      .boolean()
      .meta({ about: say(({ parameters }) => parameters.retry.sameId) })
      .default(false),
    backoff: z
      .int()
      .min(0)
      .max(10_000)
      .meta({ about: say(({ parameters }) => parameters.retry.backoff) })
      .default(0),
    jitter: z
      .boolean()
      .meta({ about: say(({ parameters }) => parameters.retry.jitter) })
      .default(false),
  })
  .refine(({ times, backoff }) => backoff * 2 ** (times - 1) <= longestWait * 1000, {
    path: ["backoff"],
    params: { message: say(({ refused }) => refused.longWait(longestWait)) },
  })
  .refine(({ jitter, backoff }) => !jitter || backoff > 0, {
    path: ["jitter"],
    params: { message: say(({ refused }) => refused.jitterOfNothing) },
  });
export type Retry = z.infer<typeof retry>;

const shape = z.strictObject({
  strategy: strategyName,
  requests: z
    .int()
    .min(1)
    .max(1_000_000)
    .meta({ about: say(({ parameters }) => parameters.requests) })
    .optional(),
  duration: z
    .number()
    .min(1)
    .max(longestSeconds)
    .meta({ about: say(({ parameters }) => parameters.duration) })
    .optional(),
  connections: connectionCount.meta({ about: say(({ parameters }) => parameters.connections) }).default(50),
  rate: hitsPerSecond.meta({ about: say(({ parameters }) => parameters.rate) }).optional(),
  by: z
    .enum(["lab", "autocannon"])
    .meta({ about: say(({ parameters }) => parameters.by) })
    .default("lab"),
  pause: pause.meta({ about: say(({ parameters }) => parameters.pause.about) }).optional(),
  timeout: z
    .number()
    .min(1)
    .max(60)
    .meta({ about: say(({ parameters }) => parameters.timeout) })
    .default(10),
  processEvery: z
    .int()
    .min(1)
    .max(60_000)
    .meta({ about: say(({ parameters }) => parameters.processEvery) })
    .optional(),
  fault: fault.meta({ about: say(({ parameters }) => parameters.fault.about) }).optional(),
  retry: retry.meta({ about: say(({ parameters }) => parameters.retry.about) }).optional(),
  trace: z
    .boolean()
    .meta({ about: say(({ parameters }) => parameters.trace) })
    .default(false),
});

/** The witnesses write down every hit, and keep it in memory. */
const mostTraced = 20_000;

/** The one place that says which loads there may be. */
export const loadParameters = shape
  .refine(({ requests, duration }) => requests === undefined || duration === undefined, {
    path: ["duration"],
    params: { message: say(({ refused }) => refused.both) },
  })
  .refine(
    ({ requests, duration, connections, rate }) =>
      rate !== undefined || duration !== undefined || connections <= (requests ?? 1000),
    { path: ["connections"], params: { message: say(({ refused }) => refused.connections) } },
  )
  .refine(
    ({ requests, duration, rate }) => rate === undefined || requests !== undefined || duration !== undefined,
    { path: ["duration"], params: { message: say(({ refused }) => refused.endless) } },
  )
  .refine(({ requests = 0, rate }) => rate === undefined || requests / rate <= longestSeconds, {
    path: ["requests"],
    params: { message: say(({ refused }) => refused.tooLong(longestSeconds)) },
  })
  .refine(({ by, rate }) => by === "lab" || rate === undefined, {
    path: ["rate"],
    params: { message: say(({ refused }) => refused.rateByAutocannon) },
  })
  .refine(
    ({ trace, duration, rate, requests = 1000 }) =>
      !trace || (duration === undefined && rate === undefined && requests <= mostTraced),
    {
      path: ["trace"],
      params: { message: say(({ refused }) => refused.traceOfMany(mostTraced)) },
    },
  )
  .refine(({ trace, by }) => !trace || by === "lab", {
    path: ["trace"],
    params: { message: say(({ refused }) => refused.traceByAutocannon) },
  })
  .refine(({ retry, by }) => !retry || by === "lab", {
    path: ["retry"],
    params: { message: say(({ refused }) => refused.retryByAutocannon) },
  })
  .refine(({ retry, trace }) => !retry || !trace, {
    path: ["retry"],
    params: { message: say(({ refused }) => refused.retryTraced) },
  })
  .refine((load) => !load.pause || load.pause.after < endOf(load), {
    path: ["pause", "after"],
    params: { message: say(({ refused }) => refused.pauseAfterEnd) },
  });

/** When the last hit is due, in seconds. A closed loop with a number of hits has no end that is known beforehand. */
function endOf({ requests = 0, duration, rate }: z.infer<typeof shape>): number {
  return duration ?? (rate === undefined ? Number.POSITIVE_INFINITY : requests / rate);
}

export type LoadParameters = z.infer<typeof loadParameters>;
