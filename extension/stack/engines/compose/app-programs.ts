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
  /** PostgreSQL itself, as containers reach it. */
  readonly directUrl: string;
}

/** Programs of the app's image, each in a container of its own, on the stack's network. */
export function appPrograms(options: AppProgramOptions): RunningEngine["run"] {
  const { words, project, variables, program, directUrl, stackFolder, owns, disowns } = options;
  let count = 0;
  return async ({ file, args, pastPgbouncer = false }, onLine) => {
    count += 1;
    const container = `${project}-beside-${count}`;
    const once = ["run", "--rm", "--no-TTY", "--no-deps", "--name", container, "-e", "EXIT_WITH_STDIN=1"];
    // Without a value, Docker takes it from the environment: the password stands on no command line.
    const direct = pastPgbouncer ? ["-e", "DATABASE_URL"] : [];
    const client = new ServerProcess({
      service: "app",
      command: "docker",
      args: [...words, ...once, ...direct, "app", program, file, ...args],
      cwd: stackFolder,
      env: dockerEnvironment({ ...variables, ...(pastPgbouncer && { DATABASE_URL: directUrl }) }),
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
