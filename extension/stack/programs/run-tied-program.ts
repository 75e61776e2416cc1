import { type ProgramOptions, type ProgramResult, runProgram } from "./run-program.ts";

/**
 * Its standard input ends when whoever started it is gone, also after SIGKILL. Then it goes at once, and with it what it
 * has started: all of them are in one process group. Windows knows none; there only the program itself goes.
 */
const bootstrap = `
const [program, ...args] = process.argv.slice(1);
const { ELECTRON_RUN_AS_NODE, ...env } = process.env;
const options = { env, stdio: ["ignore", "inherit", "inherit"], windowsHide: true };
const child = require("node:child_process").spawn(program, args, options);
child.on("error", ({ message }) => { console.error(message); process.exit(127); });
child.on("exit", (code) => process.exit(code ?? 1));
process.stdin.resume().on("close", () => {
  child.kill("SIGKILL");
  if (process.platform !== "win32") process.kill(0, "SIGKILL");
  process.exit(1);
});`;

/**
 * As `runProgram`, for what takes long and would go on without this process: it never outlives it.
 * A program that is not there is one that ended with code 127.
 * @throws AbortError when the signal fires
 */
export function runTiedProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const env = { ...(options.env ?? process.env), ELECTRON_RUN_AS_NODE: "1" };
  const words = ["-e", bootstrap, "--", program, ...args];
  return runProgram(process.execPath, words, { ...options, env, holdsInput: true });
}
