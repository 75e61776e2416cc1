import * as z from "zod";
import { explained, isAbort } from "../../common/lab-error.ts";
import { alike, type Localized, localizer } from "../../common/language.ts";
import { orAbort } from "../../inspection/or-abort.ts";
import type { LogLine } from "../../stack/stack.ts";
import { defineAction } from "../define.ts";
import { atMost } from "../discrepancy.ts";
import { type InspectResult, result } from "./result.ts";
import { inspectView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

export const inspect = defineAction({
  name: "inspect",
  about: say(({ about }) => about),
  parameters: z.strictObject({}),
  example: alike("inspect:"),
  values: {
    "connections.max": { about: say(({ values }) => values.max) },
    "connections.reserved": { about: say(({ values }) => values.reserved) },
    "log.length": { about: say(({ values }) => values.log) },
  },
  ages: true,
  result,
  async run({ session, signal }): Promise<InspectResult> {
    const { stack, inspection, startedAt } = session.require(signal);
    const since = session.runs.at(-1)?.startedAt ?? startedAt;
    const [{ counters, unanswered }, connections, { log, unreadLog }] = await Promise.all([
      inspection.allCounted(),
      inspection.connections(),
      readLog(orAbort(stack.logs(since), signal)),
    ]);
    const postgres = repeatedOnce(log, "postgres");
    const pgbouncer = repeatedOnce(log, "pgbouncer");
    const app = repeatedOnce(log.filter(isOwn), "app");
    const leftOut = postgres.leftOut + pgbouncer.leftOut + app.leftOut;
    return {
      action: "inspect",
      attached: stack.engine === "attach",
      counters,
      ...(unanswered.length > 0 && { unanswered }),
      connections,
      ...(stack.endpoints.pgbouncer !== undefined && { pgbouncer: true as const }),
      log: [...postgres.lines, ...pgbouncer.lines, ...app.lines],
      ...(leftOut > 0 && { leftOut }),
      ...(unreadLog && { unreadLog }),
    };
  },
  view: inspectView,
  check: ({ counters }) =>
    counters.flatMap(({ claimed = 0, pending }, index) =>
      atMost(`counters.${index}.claimed`, claimed, pending),
    ),
});

/** A log that cannot be read hides nothing else; an empty one would say that there was nothing to log. */
async function readLog(
  reading: Promise<readonly LogLine[]>,
): Promise<{ readonly log: readonly LogLine[]; readonly unreadLog?: Localized }> {
  try {
    return { log: await reading };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { log: [], unreadLog: explained(error) };
  }
}

/** PgBouncer says of which client it speaks. */
const client = / C-0x[0-9a-f]+: (\S+)@\S+ /;
/** A server that names the port of each client says everything once for each of them. */
const clientPort = /\b(127\.0\.0\.1|\[::1\]):\d{4,5}\b/g;
const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \S+ \[\d+\] /;

/** Leaves out the frames of Node and its packages when a strategy threw; the strategy's own frames stay. */
function isOwn({ text }: LogLine): boolean {
  return !text.startsWith('{"listening"') && (!/^\s+at /.test(text) || text.includes("/app/strategies/"));
}

/** Different lines of a server that are shown: a strategy may print one for each hit. */
const mostLines = 100;

/**
 * Hundreds of refusals differ only in time and process: one line and a count say the same. Of very many different
 * lines the most frequent are kept, in their order.
 */
export function repeatedOnce(
  log: readonly LogLine[],
  service: LogLine["service"],
): { readonly lines: InspectResult["log"]; readonly leftOut: number } {
  const times = new Map<string, number>();
  for (const line of log) {
    const message = line.text.replace(stamp, "").replace(client, " $1: ").replace(clientPort, "$1").trim();
    if (line.service === service && message !== "") times.set(message, (times.get(message) ?? 0) + 1);
  }
  const all = [...times].map(([text, count]) => ({ service, text, times: count }));
  const kept = new Set(all.toSorted((a, b) => b.times - a.times).slice(0, mostLines));
  return { lines: all.filter((line) => kept.has(line)), leftOut: all.length - kept.size };
}
