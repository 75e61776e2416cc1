import { localizer } from "../../common/language.ts";
import type { Lab } from "../define.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const takingUp = localizer({ en, ru })((words) => words.takingUp);

/** Starts the app anew, so that it runs the file of this strategy as it is now and has nothing in its memory. */
export async function takeUp(lab: Lab, strategy: string): Promise<void> {
  const { session, progress, signal } = lab;
  const { stack } = session.require();
  progress({ text: takingUp });
  const changed = await session.changedFiles(strategy, true);
  if (stack.engine === "compose" && changed.length > 0) {
    // There the files that strategies share are part of the app's image.
    await session.replace(lab, stack.composition, stack.durability);
    return;
  }
  // An app that hangs in a loop would not hear a request.
  await stack.kill("app", "SIGKILL");
  await session.recover("app");
  signal.throwIfAborted();
}
