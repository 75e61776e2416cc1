// The same for `npm run test:long`.
import { runMocha } from "./run-mocha.ts";

export const run = () =>
  runMocha(async () => {
    await import("./endurance.ts");
    await import("./upgrade.ts");
  });
