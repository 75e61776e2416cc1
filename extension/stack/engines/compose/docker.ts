import { isAbort } from "../../../common/lab-error.ts";
import { withUsualFolders } from "../../programs/program-path.ts";
import {
  isNotFound,
  type ProgramOptions,
  type ProgramResult,
  runProgram,
} from "../../programs/run-program.ts";
import { composeError } from "./errors.ts";

/** `docker` with these words, without what a student's shell has set for other projects. */
export function docker(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  return runProgram("docker", args, { ...options, env: dockerEnvironment(options.env) });
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

/** The oldest Compose whose `up --wait` and `--progress` do what the lab needs. */
const oldestCompose: Version = { major: 2, minor: 20 };
/** The first one with `--progress json`. */
const firstWithJson: Version = { major: 2, minor: 29 };

export interface Version {
  readonly major: number;
  readonly minor: number;
}

export interface Compose {
  readonly version: string;
  readonly progress: "json" | "plain";
}

/** Patience with an engine that does not answer, milliseconds. */
const patience = 3_000;

/**
 * @throws LabError `docker-not-installed`, `compose-too-old` (or missing), `docker-not-running`,
 * `docker-no-permission`; AbortError
 */
export async function requireDocker(signal: AbortSignal): Promise<Compose> {
  const options = { signal, timeout: patience };
  const [compose, engine] = await Promise.all([
    docker(["compose", "version", "--short"], options),
    docker(["version", "--format", "{{.Server.Version}} {{.Server.Os}}"], options),
  ]).catch((error: unknown) => {
    throw isNotFound(error) ? composeError("docker-not-installed") : error;
  });
  const text = compose.stdout.trim();
  const version = compose.code === 0 ? parseVersion(text) : undefined;
  // Without an answer in time, it is the engine that the program waits for.
  if (compose.code !== null && (!version || isOlder(version, oldestCompose))) {
    throw composeError("compose-too-old", { version: text });
  }
  if (engine.code !== 0) {
    const reason = engine.stderr.trim();
    throw /permission denied/i.test(reason)
      ? composeError("docker-no-permission")
      : composeError("docker-not-running", { reason });
  }
  if (!version) throw composeError("docker-not-running", { reason: "" });
  return { version: text, progress: isOlder(version, firstWithJson) ? "plain" : "json" };
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

/** `2.26.1-4`, `v2.29.0-desktop.1`, `5.0.2`, `Docker Compose version v2.20.3` */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}

export function isOlder(one: Version, other: Version): boolean {
  return one.major === other.major ? one.minor < other.minor : one.major < other.major;
}
