// What VS Code loads as the tests of an extension: run() resolves when every test passed.
import Mocha from "mocha";

export async function run(): Promise<void> {
  const output = process.env.SURGE_LAB_TEST_REPORT;
  if (!output) throw new Error("SURGE_LAB_TEST_REPORT does not say where the report goes.");
  const mocha = new Mocha({ ui: "tdd", timeout: 40_000, reporter: "json", reporterOptions: { output } });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
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
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
