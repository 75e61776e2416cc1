import { formatMemory } from "../../drawing/format.ts";

export const en = {
  summary: "Machine and versions",
  engine: "Engine",
  runtime: "The app runs on",
  pool: "The app's pool",
  processes: "The app's processes",
  platform: "Platform",
  cores: "Cores",
  memory: "Memory",
  memoryOf: (bytes: number) => formatMemory(bytes, "en"),
};
