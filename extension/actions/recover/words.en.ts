import { formatDuration } from "../../drawing/format.ts";

export const en = {
  about: "Starts a killed server again, with its data and on its port.",
  parameters: { service: "The server to start again; without it, all that are down." },
  values: {
    servers: "How many servers were started again.",
    durationMs: "How long the step took, milliseconds.",
  },
  progress: "Starting what is down",
  done: (servers: string, ms: number) => `Up again after ${formatDuration(ms, "en")}: ${servers}.`,
  nothing: "Nothing was down.",
};
