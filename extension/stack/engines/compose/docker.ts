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

/** They choose another project, other files, names or platforms, another builder, or what is printed. */
const otherProjects = /^(COMPOSE_|BUILDX_BUILDER$|BUILDKIT_PROGRESS$|DOCKER_(BUILDKIT|DEFAULT_PLATFORM)$)/;

export function dockerEnvironment(
  variables: NodeJS.ProcessEnv = {},
  own: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(withUsualFolders(own)).filter(([name]) => !otherProjects.test(name));
  return { ...Object.fromEntries(kept), DOCKER_CLI_HINTS: "false", ...variables };
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
