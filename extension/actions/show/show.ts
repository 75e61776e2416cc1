import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { alike } from "../../common/language.ts";
import { nearest } from "../../common/nearest.ts";
import { apps } from "../../stack/apps.ts";
import type { OldAction } from "../define.ts";
import { strategyUnreadable, unknownStrategy } from "../errors.ts";
import { strategyName } from "../parameters.ts";
import type { ShowResult } from "../results.ts";
import { appOf } from "../session.ts";
import { strategiesFolder, strategiesIn } from "../strategies/strategy-files.ts";
import { yesOrNo } from "../values.ts";

const parameters = z.strictObject({ strategy: strategyName });

export const show: OldAction<z.infer<typeof parameters>> = {
  name: "show",
  about: {
    en: "Shows the source of a strategy, the very file that the app runs.",
    ru: "Показывает исходный код стратегии из того самого файла, который исполняется.",
  },
  parameters,
  example: alike("show: { strategy: naive }"),
  values: {
    file: { about: { en: "The file that runs.", ru: "Файл, который исполняется." } },
    editedSinceStart: {
      about: {
        en: "True when the file was saved after the stack started: what runs is the older text.",
        ru: "true, если файл сохранён после запуска стенда: исполняется прежний текст.",
      },
      words: yesOrNo,
    },
  },
  async run({ session }, { strategy }): Promise<ShowResult> {
    const { stackFolder } = session.options;
    const app = appOf(session);
    const folder = strategiesFolder(stackFolder, app);
    const known = await strategiesIn(folder, app).catch((error) => {
      throw strategyUnreadable(folder, error);
    });
    if (!known.includes(strategy)) throw unknownStrategy(strategy, known, nearest(strategy, known));
    const file = path.join(folder, strategy + apps[app].extension);
    const [source, { mtime }] = await Promise.all([readFile(file, "utf8"), stat(file)]).catch((error) => {
      throw strategyUnreadable(file, error);
    });
    return {
      action: "show",
      strategy,
      file: path.relative(path.dirname(stackFolder), file).replaceAll(path.sep, "/"),
      source,
      editedSinceStart: session.startedAt !== undefined && mtime > session.startedAt,
    };
  },
};
