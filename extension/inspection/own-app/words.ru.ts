import type { en } from "./words.en.ts";

export const ru: typeof en = {
  about: (command) => `Ваше приложение: \`${command}\`. Что оно делает с запросом, знает только его код.`,
};
