import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { inside } from "../../common/inside.ts";
import { alike, localizer } from "../../common/language.ts";
import { nearest } from "../../common/nearest.ts";
import { sourcesOf } from "../../inspection/app-client.ts";
import { apps } from "../../stack/apps.ts";
import { defineAction } from "../define.ts";
import { differs } from "../discrepancy.ts";
import { strategyName } from "../parameters.ts";
import { appOf, type Session } from "../session.ts";
import { strategyError, unreadable } from "../strategies/errors.ts";
import { textHash } from "../strategies/source.ts";
import { strategiesFolder, strategiesIn } from "../strategies/strategy-files.ts";
import { yesOrNo } from "../values.ts";
import { result, type ShowResult } from "./result.ts";
import { showView } from "./view.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const say = localizer({ en, ru });

const parameters = z.strictObject({ strategy: strategyName });

export const show = defineAction({
  name: "show",
  needsOurApp: true,
  about: say(({ about }) => about),
  parameters,
  example: alike("show: { strategy: naive }"),
  values: {
    file: { about: say(({ values }) => values.file) },
    editedSinceStart: { about: say(({ values }) => values.editedSinceStart), words: yesOrNo },
  },
  result,
  async run({ session }, { strategy }): Promise<ShowResult> {
    const { stackFolder } = session.options;
    const app = appOf(session);
    const folder = strategiesFolder(stackFolder, app);
    const known = await strategiesIn(folder, app).catch((error) => {
      throw unreadable(folder, error);
    });
    if (!known.includes(strategy)) {
      throw strategyError("unknown-strategy", { name: strategy, known, nearest: nearest(strategy, known) });
    }
    const file = path.join(folder, strategy + apps[app].extension);
    const source = await inside(stackFolder, file)
      .then((inLab) => readFile(inLab, "utf8"))
      .catch((error) => {
        throw unreadable(file, error);
      });
    return {
      action: "show",
      strategy,
      file: path.relative(path.dirname(stackFolder), file).replaceAll(path.sep, "/"),
      source,
      editedSinceStart: session.stack !== undefined && (await isOlder(session, strategy, source)),
    };
  },
  view: showView,
  checkAsked: (result, asked) => differs("strategy", result.strategy, asked.strategy),
});

/** True when the app does not run this text, and is not about to. */
async function isOlder(session: Session, strategy: string, source: string): Promise<boolean> {
  const { stack } = session.require();
  const lists = await sourcesOf(stack.endpoints.app, AbortSignal.timeout(2_000)).catch(() => undefined);
  if (lists) return lists.flat().some(({ name, hash }) => name === strategy && hash !== textHash(source));
  const changed = await session.changedFiles(strategy, false);
  return changed.some((file) => file.startsWith("strategies/"));
}
