import { z } from "zod";
import { alike } from "../../common/language.ts";
import type { LogLine } from "../../stack/stack.ts";
import type { OldAction } from "../define.ts";
import type { InspectResult } from "../results.ts";

export const inspect: OldAction = {
  name: "inspect",
  about: {
    en: "Reads the counters, the buffer, PostgreSQL's connections, and what it and the app logged since the last load.",
    ru: "Читает счётчики, буфер, соединения PostgreSQL и то, что он и приложение записали в журнал с начала последней нагрузки.",
  },
  parameters: z.strictObject({}),
  example: alike("inspect:"),
  values: {
    "connections.max": {
      about: { en: "`max_connections` of PostgreSQL.", ru: "`max_connections` в PostgreSQL." },
    },
    "connections.reserved": {
      about: {
        en: "Connections that only superusers get.",
        ru: "Соединения, которые достаются только суперпользователям.",
      },
    },
    "log.length": {
      about: {
        en: "Different lines that PostgreSQL and the app logged since the last load began.",
        ru: "Разные строки, которые PostgreSQL и приложение записали в журнал с начала последней нагрузки.",
      },
    },
  },
  ages: true,
  async run({ session }): Promise<InspectResult> {
    const { stack, inspection, startedAt } = session.require();
    const since = session.runs.at(-1)?.startedAt ?? startedAt;
    const [counters, connections, log] = await Promise.all([
      inspection.allCounted(),
      inspection.connections(),
      stack.logs(since),
    ]);
    return {
      action: "inspect",
      attached: stack.engine === "attach",
      counters,
      connections,
      log: [...repeatedOnce(log, "postgres"), ...repeatedOnce(log.filter(isOwn), "app")],
    };
  },
};

const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \S+ \[\d+\] /;

/** Not where Node and its packages were when a strategy threw; only where the strategy was. */
function isOwn({ text }: LogLine): boolean {
  return !text.startsWith('{"listening"') && (!/^\s+at /.test(text) || text.includes("/app/strategies/"));
}

/** Hundreds of refusals differ only in time and process: one line and a count say the same. */
function repeatedOnce(log: readonly LogLine[], service: LogLine["service"]): InspectResult["log"] {
  const times = new Map<string, number>();
  for (const line of log) {
    const message = line.text.replace(stamp, "").trim();
    if (line.service === service && message !== "") times.set(message, (times.get(message) ?? 0) + 1);
  }
  return [...times].map(([text, count]) => ({ service, text, times: count }));
}
