import { nodeEnvironment } from "../../common/node-environment.ts";
import { type ProgramOptions, type ProgramResult, runProgram } from "./run-program.ts";

/**
 * Its standard input ends with the process that started it, even after SIGKILL. Then it ends at once, together with
 * everything it has started, because all are in one process group. Windows has none; there only the program ends.
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
 * Like `runProgram`, for long-running programs: they never outlive this process.
 * A missing program ends with code 127.
 * @throws AbortError when the signal fires
 */
export function runTiedProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const env = nodeEnvironment(options.env);
  const words = ["-e", bootstrap, "--", program, ...args];
  return runProgram(process.execPath, words, { ...options, env, holdsInput: true });
}
