import { ServerProcess } from "../../server-process.ts";
import type { EngineContext, RunningEngine } from "../engine.ts";
import { docker, dockerEnvironment } from "./docker.ts";

interface AppProgramOptions extends Pick<EngineContext, "stackFolder" | "owns" | "disowns"> {
  /** `compose`, with the project and the file. */
  readonly words: readonly string[];
  readonly project: string;
  readonly variables: NodeJS.ProcessEnv;
  /** The program that runs the app's files. */
  readonly program: string;
}

/** Programs of the app's image, each in a container of its own, on the stack's network. */
export function appPrograms(options: AppProgramOptions): RunningEngine["run"] {
  const { words, project, variables, program, stackFolder, owns, disowns } = options;
  let count = 0;
  return async ({ file, args }, onLine) => {
    count += 1;
    const container = `${project}-beside-${count}`;
    const once = ["run", "--rm", "--no-TTY", "--no-deps", "--name", container, "-e", "EXIT_WITH_STDIN=1"];
    const client = new ServerProcess({
      service: "app",
      command: "docker",
      args: [...words, ...once, "app", program, file, ...args],
      cwd: stackFolder,
      env: dockerEnvironment(variables),
      // Its standard input ends, and the program in the container notices that.
      end: () => undefined,
      endsWithin: 10_000,
      takeLine: (line) => {
        onLine(line);
        return true;
      },
    });
    const leftover = client.pid === undefined ? undefined : ({ kind: "process", pid: client.pid } as const);
    if (leftover) owns(leftover);
    const gone = async () => {
      // If the client was killed, the container is still there.
      await docker(["rm", "--force", container], { timeout: 15_000 }).catch(() => undefined);
    };
    const ended = client.ended.then(async (how) => {
      if (leftover) disowns(leftover);
      await gone();
      return how === "exit code 137" ? "SIGKILL" : how;
    });
    return {
      write: (line) => client.write(line),
      kill: async () => {
        await gone();
        await client.kill();
        await ended;
      },
      end: async () => {
        await client.end();
        await ended;
      },
      ended,
    };
  };
}
