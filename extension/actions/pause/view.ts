import type { View } from "../define.ts";
import { ask } from "../questions.ts";
import type { PauseResult } from "../results.ts";
import type { Texts } from "../words.ts";

export function pauseView({ frozenMs, slowestMs }: PauseResult, words: Texts): View {
  return {
    main: [
      { kind: "verdict", sign: "•", text: words.pause.done(frozenMs) },
      { kind: "line", text: words.pause.slowest(slowestMs) },
    ],
    after: ask([words.questions.paused], words),
  };
}
