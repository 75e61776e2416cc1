import * as z from "zod";
import { alike, localizer } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import { defineAction, type Lab } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { strategyName } from "../parameters.ts";
import { orStackDeath } from "../stack-death.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { requireSameSource, runningSource } from "../strategies/source.ts";
import { checkInterleave } from "./check.ts";
import { interleaveError } from "./errors.ts";
import { explore, type Players, playOnce } from "./explore.ts";
import { follow } from "./orders.ts";
import { countOrders, groupOrders, mostTelling } from "./outcomes.ts";
import { withPlayers } from "./players.ts";
import {
  type Explored,
  type InterleaveResult,
  type IsolationLevel,
  isolationLevels,
  orderCounts,
  result,
  type ShownOrder,
} from "./result.ts";
import { interleaveView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

/** The most orders, and the longest search, for each level; the result says when one of them was reached. */
const limits = { orders: 2_000, ms: 30_000 };
/** How often progress is reported, milliseconds. */
const reportEvery = 100;

const parameters = z.strictObject({
  strategy: strategyName,
  clients: z
    .int()
    .min(2)
    .max(3)
    .meta({ about: say(({ parameters }) => parameters.clients) })
    .default(2),
  transaction: z
    .boolean()
    .meta({ about: say(({ parameters }) => parameters.transaction) })
    .default(false),
  level: z
    .enum(isolationLevels)
    .meta({ about: say(({ parameters }) => parameters.level) })
    .optional(),
  order: z
    .string()
    .regex(/^[A-C]+$/)
    .meta({
      about: say(({ parameters }) => parameters.order),
      examples: ["ABAB"],
    })
    .optional(),
});

type Parameters = z.infer<typeof parameters>;

export const interleave = defineAction({
  name: "interleave",
  needsOurApp: true,
  about: say(({ about }) => about),
  parameters,
  example: alike("interleave: { strategy: pooled }"),
  values: Object.fromEntries(
    isolationLevels.flatMap((level) =>
      orderCounts.map((key) => [`levels.${level}.${key}`, { about: say(({ values }) => values[key]) }]),
    ),
  ),
  ages: true,
  result,
  async run(lab, parameters): Promise<InterleaveResult> {
    const { stack, gone } = lab.session.require();
    const { strategy, clients, transaction, order = null } = parameters;
    const signal = AbortSignal.any([lab.signal, gone]);
    const begun = performance.now();
    try {
      const source = await runningSource(lab.session, strategy, signal);
      const info = findStrategy(strategy, await listStrategies(stack.endpoints.app, signal));
      if (info.buffers) throw interleaveError("nothing-to-interleave", { strategy });
      const found = await withPlayers({ stack, strategy, transaction, clients, signal }, (players) =>
        order === null
          ? exploreAll(players, parameters, lab)
          : playOrder(players, order, parameters.level ?? "read-committed"),
      );
      await requireSameSource(lab.session, strategy, source);
      const durationMs = performance.now() - begun;
      const ran = { strategy, ...(source && { source }) };
      return { action: "interleave", ...ran, clients, transaction, order, ...found, durationMs };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
  view: interleaveView,
  checkAsked: ({ strategy, clients, transaction, order, levels, shown }, asked) => {
    const { level, order: one = null } = asked;
    const tried = one === null ? Object.keys(levels).join() : shown.level;
    return [
      ...differs("strategy", strategy, asked.strategy),
      ...differs("clients", clients, asked.clients),
      ...differs("transaction", transaction, asked.transaction),
      ...differs("order", order, one),
      ...(level === undefined ? [] : differs("levels", tried, level)),
    ];
  },
  check: checkInterleave,
});

type Found = Pick<InterleaveResult, "levels" | "shown">;

async function exploreAll(players: Players, { level }: Parameters, lab: Lab): Promise<Found> {
  const levels: Partial<Record<IsolationLevel, Explored>> = {};
  const played: ShownOrder[] = [];
  for (const each of level === undefined ? isolationLevels : [level]) {
    const onOrder = reporter(lab, each);
    const { explored, played: more } = await explore(players, each, limits, onOrder);
    levels[each] = explored;
    played.push(...more);
  }
  const shown = mostTelling(played);
  if (!shown) throw interleaveError("nothing-to-interleave", { strategy: players.strategy });
  return { levels, shown };
}

const orderNotPossible = (order: string) => interleaveError("order-not-possible", { order });

async function playOrder(players: Players, order: string, level: IsolationLevel): Promise<Found> {
  const shown = await playOnce(players, level, follow(order, orderNotPossible));
  if (!shown.order.startsWith(order)) throw orderNotPossible(order);
  const outcomes = groupOrders([shown]);
  return { levels: { [level]: { ...countOrders(outcomes), cut: null, outcomes } }, shown };
}

function reporter({ progress }: Lab, level: IsolationLevel): (count: number) => void {
  const name = level.replaceAll("-", " ").toUpperCase();
  let last = 0;
  return (count) => {
    if (performance.now() - last < reportEvery) return;
    last = performance.now();
    progress({ text: say((words) => words.progress(name, count)) });
  };
}
