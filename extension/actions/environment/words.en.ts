import { formatDuration, formatMemory, formatRate } from "../../drawing/format.ts";
import type { Calibration } from "./environment.ts";

const rate = (perSecond: number) => formatRate(perSecond, "en");

export const en = {
  summary: "Machine and versions",
  engine: "Engine",
  runtime: "The app runs on",
  pool: "The app's pool",
  processes: "The app's processes",
  platform: "Platform",
  cores: "Cores",
  memory: "Memory",
  speed: "Speed with nothing else to do",
  speeds: ({ empty, flush, incr, generator, ms }: Calibration) =>
    [
      ...(empty === undefined ? [] : [`the app answers ${rate(empty)} requests/s`]),
      `PostgreSQL flushes ${rate(flush)} transactions/s in a row`,
      `Redis takes ${rate(incr)} INCRs/s`,
      `the generator sends ${rate(generator)} hits/s`,
      `measured in ${formatDuration(ms, "en")}`,
    ].join(", "),
  memoryOf: (bytes: number) => formatMemory(bytes, "en"),
};
