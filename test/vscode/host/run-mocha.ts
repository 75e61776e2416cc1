import Mocha from "mocha";

/** Runs the suites that are defined while they are loaded; resolves when every test passed. */
export async function runMocha(load: () => Promise<void>): Promise<void> {
  const output = process.env.SURGE_LAB_TEST_REPORT;
  if (!output) throw new Error("SURGE_LAB_TEST_REPORT does not say where the report goes.");
  const mocha = new Mocha({ ui: "tdd", timeout: 40_000, reporter: "json", reporterOptions: { output } });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await load();
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
