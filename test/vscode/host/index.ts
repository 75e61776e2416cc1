// What VS Code loads as the tests of an extension.
import { runMocha } from "./run-mocha.ts";

export const run = () =>
  runMocha(async () => {
    await import("./activation.ts");
    await import("./documents.ts");
    await import("./language.ts");
    await import("./running.ts");
    await import("./guesses.ts");
    await import("./walking.ts");
    await import("./results.ts");
    await import("./commands.ts");
    await import("./strategies.ts");
    await import("./menus.ts");
    await import("./report.ts");
    await import("./attach.ts");
  });
