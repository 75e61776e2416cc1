import { formatDuration } from "../../drawing/format.ts";
import type { en } from "./words.en.ts";

export const ru: typeof en = {
  about: "Снова запускает убитый сервер с теми же данными и на том же порту.",
  parameters: { service: "Какой сервер запустить снова; если не указан — все, что не работают." },
  values: {
    servers: "Сколько серверов запущено снова.",
    durationMs: "Сколько длился шаг, миллисекунды.",
  },
  progress: "Запускаю то, что не работает",
  done: (servers, ms) => `Снова работает (запуск занял ${formatDuration(ms, "ru")}): ${servers}.`,
  nothing: "Все серверы и так работали.",
};
