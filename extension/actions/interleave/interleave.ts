import { z } from "zod";
import { alike } from "../../common/language.ts";
import { listStrategies } from "../../inspection/app-client.ts";
import type { Lab, OldAction } from "../define.ts";
import { strategyName } from "../parameters.ts";
import {
  type Explored,
  type InterleaveResult,
  type IsolationLevel,
  isolationLevels,
  type ShownOrder,
} from "../results.ts";
import { orStackDeath } from "../session.ts";
import { findStrategy } from "../strategies/find-strategy.ts";
import { nothingToInterleave, orderNotPossible } from "./errors.ts";
import { explore, type Players, playOnce } from "./explore.ts";
import { follow } from "./orders.ts";
import { countOrders, groupOrders, mostTelling } from "./outcomes.ts";
import { withPlayers } from "./players.ts";

/** So many orders and so long a search for each level; what is left out is told. */
const limits = { orders: 2_000, ms: 30_000 };
/** How often the count of orders is told, milliseconds. */
const tellEvery = 100;

const parameters = z.strictObject({
  strategy: strategyName,
  clients: z
    .int()
    .min(2)
    .max(3)
    .meta({
      about: {
        en: "How many clients send one hit each, all at once: 2 or 3.",
        ru: "Сколько клиентов одновременно отправляют по одному запросу: 2 или 3.",
      },
    })
    .default(2),
  transaction: z
    .boolean()
    .meta({
      about: {
        en: "Put each hit into one transaction, BEGIN … COMMIT. Without it every statement is a transaction of its own.",
        ru: "Заключить каждый запрос в одну транзакцию, BEGIN … COMMIT. Без этого каждая команда — отдельная транзакция.",
      },
    })
    .default(false),
  level: z
    .enum(isolationLevels)
    .meta({
      about: {
        en: "Only this isolation level; all three when it is not given.",
        ru: "Только этот уровень изоляции; если не указать, все три.",
      },
    })
    .optional(),
  order: z
    .string()
    .regex(/^[A-C]+$/)
    .meta({
      about: {
        en: "Play just this order and show every step. Each letter sends the next statement of that client.",
        ru: "Выполнить только этот порядок и показать каждый шаг. Каждая буква отправляет следующую команду своего клиента.",
      },
      examples: ["ABAB"],
    })
    .optional(),
});

type Parameters = z.infer<typeof parameters>;

const counts: Readonly<Record<string, { en: string; ru: string }>> = {
  orders: { en: "Orders that were tried.", ru: "Сколько порядков проверено." },
  exact: {
    en: "Orders in which every hit is acknowledged and stored once.",
    ru: "Порядки, в которых каждый запрос подтверждён и сохранён один раз.",
  },
  losing: {
    en: "Orders in which an acknowledged hit is lost.",
    ru: "Порядки, в которых подтверждённый запрос теряется.",
  },
  doubling: {
    en: "Orders after which more is stored than was acknowledged.",
    ru: "Порядки, после которых сохранено больше, чем подтверждено.",
  },
  aborting: { en: "Orders in which a hit is refused.", ru: "Порядки, в которых запрос получает отказ." },
  waiting: {
    en: "Orders in which a statement waits for a lock.",
    ru: "Порядки, в которых команда ждёт блокировку.",
  },
};

export const interleave: OldAction<Parameters> = {
  name: "interleave",
  about: {
    en: "Tries every order of the statements of hits that come at once, and shows which orders lose a hit.",
    ru: "Перебирает все порядки команд одновременных запросов и показывает, какие из них теряют запрос.",
  },
  parameters,
  example: alike("interleave: { strategy: pooled }"),
  values: Object.fromEntries(
    isolationLevels.flatMap((level) =>
      Object.entries(counts).map(([key, about]) => [`levels.${level}.${key}`, { about }]),
    ),
  ),
  ages: true,
  async run(lab, parameters): Promise<InterleaveResult> {
    const { stack, gone } = lab.session.require();
    const { strategy, clients, transaction, order = null } = parameters;
    const signal = AbortSignal.any([lab.signal, gone]);
    const begun = performance.now();
    try {
      const info = findStrategy(strategy, await listStrategies(stack.endpoints.app, signal));
      if (info.buffers) throw nothingToInterleave(strategy);
      const found = await withPlayers({ stack, strategy, transaction, clients, signal }, (players) =>
        order === null
          ? exploreAll(players, parameters, lab)
          : playOrder(players, order, parameters.level ?? "read-committed"),
      );
      const durationMs = performance.now() - begun;
      return { action: "interleave", strategy, clients, transaction, order, ...found, durationMs };
    } catch (error) {
      throw orStackDeath(error, gone);
    }
  },
};

type Found = Pick<InterleaveResult, "levels" | "shown">;

async function exploreAll(players: Players, { level }: Parameters, lab: Lab): Promise<Found> {
  const levels: Partial<Record<IsolationLevel, Explored>> = {};
  const played: ShownOrder[] = [];
  for (const each of level === undefined ? isolationLevels : [level]) {
    const tell = teller(lab, each);
    const { explored, played: more } = await explore(players, each, limits, tell);
    levels[each] = explored;
    played.push(...more);
  }
  const shown = mostTelling(played);
  if (!shown) throw nothingToInterleave(players.strategy);
  return { levels, shown };
}

async function playOrder(players: Players, order: string, level: IsolationLevel): Promise<Found> {
  const shown = await playOnce(players, level, follow(order, orderNotPossible));
  if (!shown.order.startsWith(order)) throw orderNotPossible(order);
  const outcomes = groupOrders([shown]);
  return { levels: { [level]: { ...countOrders(outcomes), cut: null, outcomes } }, shown };
}

function teller({ progress }: Lab, level: IsolationLevel): (count: number) => void {
  const name = level.replaceAll("-", " ").toUpperCase();
  let last = 0;
  return (count) => {
    if (performance.now() - last < tellEvery) return;
    last = performance.now();
    progress({ text: { en: `${name}: order ${count}`, ru: `${name}: порядок ${count}` } });
  };
}
