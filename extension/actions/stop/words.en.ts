export const en = {
  about: "Stops PostgreSQL, Redis and the app. The runs so far stay for comparison.",
  values: { engine: "The engine that was stopped." },
  progress: "Stopping the stack",
  stopped: (engine: string) => `The stack has stopped (${engine}).`,
  stays:
    "The servers run on, and what the lab made there stays: the schema surge_lab and the keys that begin with surge:. To remove it: Surge Lab: Remove the Lab from the Servers…, or --drop in the terminal.",
  nothing: "There was no stack to stop.",
};
