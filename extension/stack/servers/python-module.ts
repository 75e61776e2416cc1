import { type ProgramOptions, type ProgramResult, runProgram } from "../run-program.ts";

/**
 * Its standard input ends when whoever started it is gone, also after SIGKILL. Then it goes at once, and with it what it
 * has started: all of them are in one process group. Windows knows none; there it goes alone.
 */
const bootstrap = `
import os, runpy, signal, sys, threading

def end_with_parent():
    os.read(0, 1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)

threading.Thread(target=end_with_parent, daemon=True).start()
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)`;

/** As `python -I -m MODULE …`, but it never outlives this process. @throws as `runProgram` */
export function runPythonModule(
  python: string,
  words: readonly [module: string, ...args: string[]],
  options: ProgramOptions,
): Promise<ProgramResult> {
  return runProgram(python, ["-I", "-c", bootstrap, ...words], { ...options, holdsInput: true });
}
