import * as z from "zod";
import { localizer } from "../../common/language.ts";
import { countingPattern, routePattern } from "../../stack/own-app/contract.ts";
import { en } from "./own-app.en.ts";
import { ru } from "./own-app.ru.ts";

const say = localizer({ en, ru });

const route = z.string().regex(routePattern);
const about = (text: (words: typeof en) => string) => ({ about: say(text) });

const sql = z.strictObject({
  sql: z
    .string()
    .min(1)
    .meta({ ...about((words) => words.sql), examples: ["SELECT value FROM counter WHERE id = 1"] }),
});
const redis = z.strictObject({
  redis: z
    .string()
    .regex(countingPattern)
    .meta({ ...about((words) => words.redis), examples: ["GET pending_hits"] }),
});
const answer = z.strictObject({
  get: z
    .string()
    .regex(/^\/[!-~]*$/)
    .meta({ ...about((words) => words.get), examples: ["/pending"] }),
  key: z
    .string()
    .min(1)
    .meta({ ...about((words) => words.key), examples: ["count"] }),
});
const figure = z.union([sql, redis, answer]);

/** The contract of an app that is not ours. */
export const ownApp = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .meta({ ...about((words) => words.folder), examples: ["./my-app"] })
      .exactOptional(),
    command: z
      .string()
      .min(1)
      .meta({ ...about((words) => words.command), examples: ["uvicorn main:app --port $PORT"] })
      .exactOptional(),
    url: z
      .string()
      .regex(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/)
      .meta({ ...about((words) => words.url), examples: ["http://127.0.0.1:8000"] })
      .exactOptional(),
    reloads: z
      .boolean()
      .meta(about((words) => words.reloads))
      .exactOptional(),
    hit: route.meta({ ...about((words) => words.hit), examples: ["POST /hit"] }),
    process: route.meta({ ...about((words) => words.process), examples: ["GET /process"] }).exactOptional(),
    stored: figure.meta(about((words) => words.stored)),
    pending: figure.meta(about((words) => words.pending)).exactOptional(),
    ids: z
      .strictObject({
        sql: z
          .string()
          .min(1)
          .meta({ ...about((words) => words.idsSql), examples: ["SELECT hit_id FROM events ORDER BY seq"] }),
      })
      .meta(about((words) => words.ids))
      .exactOptional(),
    reset: z
      .strictObject({
        sql: z
          .string()
          .min(1)
          .meta({ ...about((words) => words.resetSql), examples: ["UPDATE counter SET value = 0"] })
          .exactOptional(),
        call: route.meta({ ...about((words) => words.resetCall), examples: ["POST /reset"] }).exactOptional(),
      })
      .meta(about((words) => words.reset))
      .exactOptional(),
  })
  .refine(
    ({ folder, command, url }) => (url === undefined) === (folder !== undefined && command !== undefined),
    {
      path: ["command"],
      params: { message: say(({ refused }) => refused.folderAndCommand) },
    },
  )
  .refine(
    ({ folder, command, url }) => url === undefined || (folder === undefined && command === undefined),
    {
      path: ["url"],
      params: { message: say(({ refused }) => refused.folderAndCommand) },
    },
  )
  .refine(({ url, stored, pending = stored }) => url === undefined || ("get" in stored && "get" in pending), {
    path: ["stored"],
    params: { message: say(({ refused }) => refused.urlWithoutGet) },
  });
