import path from "node:path";
import { type AppSource, sourcesOf } from "../../inspection/app-client.ts";
import { apps } from "../../stack/apps.ts";
import type { Session } from "../session.ts";

type StrategyMistake = NonNullable<AppSource["mistake"]> & {
  /** Relative to the folder of the app. */
  readonly file: string;
  readonly path: string;
};

/** What keeps strategies of the running app from running; nothing where no app runs. */
export async function strategyMistakes(
  { stack, options }: Pick<Session, "stack" | "options">,
  signal: AbortSignal,
): Promise<StrategyMistake[]> {
  if (!stack) return [];
  const { folder, extension } = apps[stack.composition.app];
  const [sources = []] = (await sourcesOf(stack.endpoints.app, signal)) ?? [];
  return sources.flatMap(({ name, mistake }) => {
    if (!mistake) return [];
    const file = `strategies/${name}${extension}`;
    return [{ ...mistake, file, path: path.join(options.stackFolder, folder, file) }];
  });
}
