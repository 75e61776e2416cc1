import { isAbort } from "../../../common/lab-error.ts";
import { withUsualFolders } from "../../programs/program-path.ts";
import {
  isNotFound,
  type ProgramOptions,
  type ProgramResult,
  runProgram,
} from "../../programs/run-program.ts";
import { composeError } from "./errors.ts";
import { type Compose, judgeDocker } from "./judge-docker.ts";

/**
 * `docker` with these words, without what a student's shell has set for other projects.
 * @throws LabError `docker-not-installed`; AbortError
 */
export async function docker(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  try {
    return await runProgram("docker", args, { ...options, env: dockerEnvironment(options.env) });
  } catch (error) {
    throw isNotFound(error) ? composeError("docker-not-installed", undefined, { cause: error }) : error;
  }
}

const otherProjects = [
  "COMPOSE_FILE",
  "COMPOSE_PROJECT_NAME",
  "COMPOSE_PROFILES",
  "COMPOSE_ENV_FILES",
  "COMPOSE_DISABLE_ENV_FILE",
  "COMPOSE_PATH_SEPARATOR",
  "COMPOSE_REMOVE_ORPHANS",
];

export function dockerEnvironment(variables: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env = withUsualFolders(process.env);
  for (const name of otherProjects) delete env[name];
  return { ...env, DOCKER_CLI_HINTS: "false", ...variables };
}

/** Patience with an engine that does not answer, milliseconds. */
const patience = 3_000;

/** @throws LabError `docker-not-installed`, or what `judgeDocker` finds; AbortError */
export async function requireDocker(signal: AbortSignal): Promise<Compose> {
  const options = { signal, timeout: patience };
  const [compose, engine, context] = await Promise.all([
    docker(["compose", "version", "--short"], options),
    docker(["version", "--format", "{{.Server.Version}} {{.Server.Os}}"], options),
    docker(["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], options),
  ]);
  return judgeDocker({ compose, engine, context }, process.env);
}

/** True when there is an engine that can run the lab; tells within about 3 s. @throws AbortError */
export async function dockerEngineAnswers(signal: AbortSignal): Promise<boolean> {
  try {
    await requireDocker(signal);
    return true;
  } catch (error) {
    if (isAbort(error)) throw error;
    return false;
  }
}
