import { formatMemory } from "../../drawing/format.ts";
import type { en } from "./words.en.ts";

export const ru: typeof en = {
  summary: "Машина и версии",
  engine: "Движок",
  runtime: "Приложение на",
  pool: "Пул приложения",
  processes: "Процессы приложения",
  platform: "Платформа",
  cores: "Ядра",
  memory: "Память",
  memoryOf: (bytes) => formatMemory(bytes, "ru"),
};
