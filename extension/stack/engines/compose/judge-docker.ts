import type { LabError } from "../../../common/lab-error.ts";
import type { ProgramResult } from "../../programs/run-program.ts";
import { composeError } from "./errors.ts";

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

/** What `docker` has answered: about Compose, about its engine, and which address it has for that. */
interface DockerAnswers {
  readonly compose: ProgramResult;
  readonly engine: ProgramResult;
  readonly context: ProgramResult;
}

/**
 * Whether the lab can use this Docker.
 * @throws LabError `docker-off-in-wsl`, `compose-too-old` (or missing), `docker-context`, `docker-not-running`,
 * `docker-no-permission`, `docker-elsewhere`, `docker-windows-containers`
 */
export function judgeDocker({ compose, engine, context }: DockerAnswers, env: NodeJS.ProcessEnv): Compose {
  const words = [compose, engine].map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join("\n");
  if (/could not be found in this WSL/i.test(words)) throw composeError("docker-off-in-wsl");
  const missing = missingContext(words);
  if (missing !== undefined) throw composeError("docker-context", { name: missing });
  const text = compose.stdout.trim();
  const version = compose.code === 0 ? parseVersion(text) : undefined;
  // Without an answer in time, it is the engine that the program waits for.
  if (compose.code !== null && (!version || isOlder(version, oldestCompose))) {
    throw composeError("compose-too-old", { version: version ? text : "" });
  }
  if (engine.code !== 0) {
    const reason = engine.stderr.trim();
    throw /permission denied/i.test(reason)
      ? composeError("docker-no-permission")
      : notRunning(reason, env, words);
  }
  const host = env.DOCKER_HOST || (context.code === 0 ? context.stdout.trim() : "");
  if (isElsewhere(host)) throw composeError("docker-elsewhere", { host, setting: settingIn(env) });
  // Where an engine says nothing of its system, it is not refused for that.
  if (/ windows\s*$/i.test(engine.stdout)) throw composeError("docker-windows-containers");
  if (!version) throw notRunning("", env);
  return { version: text, progress: isOlder(version, firstWithJson) ? "plain" : "json" };
}

/** @param words all that was said, where it is more than the reason */
export function notRunning(reason: string, env: NodeJS.ProcessEnv, words = reason): LabError {
  const isPodman = /podman/i.test(words);
  return composeError("docker-not-running", { reason, setting: settingIn(env), isPodman });
}

/** `2.26.1-4`, `v2.29.0-desktop.1`, `5.0.2`, `Docker Compose version v2.20.3` */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor] = /^(?:[\w ]+ )?v?(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}

export function isOlder(one: Version, other: Version): boolean {
  return one.major === other.major ? one.minor < other.minor : one.major < other.major;
}

/** The variable that points `docker` to an engine, if any; it overrides what `docker context use` has set. */
function settingIn(env: NodeJS.ProcessEnv): string {
  return ["DOCKER_HOST", "DOCKER_CONTEXT"].find((name) => env[name]) ?? "";
}

/** `context "x": context not found: …`, `current context "x" is not found on the file system, …` */
function missingContext(words: string): string | undefined {
  return /context "([^"]+)"(?:: context not found| is not found)/i.exec(words)?.[1];
}

/** Its ports and its bind mounts would be those of another machine. */
function isElsewhere(host: string): boolean {
  if (!/^(tcp|https?|ssh):/i.test(host) || !URL.canParse(host)) return false;
  const { protocol, hostname } = new URL(host.replace(/^tcp:/i, "http:"));
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);
  return protocol === "ssh:" || !isLoopback;
}
