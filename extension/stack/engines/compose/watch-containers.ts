import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { onLines } from "../../lines.ts";
import { type ServiceName, serviceNames } from "../../stack.ts";
import { serverDied } from "../../start-trouble.ts";
import type { EngineContext, Leftover } from "../engine.ts";
import { docker, dockerEngineAnswers, dockerEnvironment } from "./docker.ts";
import { engineAhead } from "./engine-clock.ts";
import { composeError } from "./errors.ts";

interface WatchOptions extends Pick<EngineContext, "owns" | "disowns"> {
  readonly project: string;
  /** Fires when the stack is stopped on purpose. */
  readonly stopped: AbortSignal;
  /** The servers that were killed on purpose; the stack survives their end. */
  readonly down: ReadonlySet<ServiceName>;
  readonly lastWords: (service: ServiceName) => Promise<readonly string[]>;
}

/** One `docker events` ends by itself after this time, in case this process is killed. Seconds. */
const watchFor = 600;

/**
 * Resolves with the error that says which container has ended; never once `stopped` has fired.
 * It listens for events, because polling would disturb what the lab measures.
 */
export async function watchContainers(options: WatchOptions): Promise<Error> {
  const { stopped, lastWords } = options;
  while (!stopped.aborted) {
    const ended = (await follow(options)) ?? (stopped.aborted ? undefined : await endedContainer(options));
    if (stopped.aborted) break;
    if (ended) {
      const log = await lastWords(ended.service).catch(() => []);
      return serverDied(ended.service, `exit code ${ended.code}`, log);
    }
    if (!(await dockerEngineAnswers(stopped).catch(() => true))) return composeError("docker-stopped");
    await sleep(200);
  }
  return new Promise(() => {});
}

interface Ended {
  readonly service: ServiceName;
  readonly code: string;
}

const separator = "\t";

/** The first container of the project that ends while Docker reports events. */
async function follow(options: WatchOptions): Promise<Ended | undefined> {
  const { project, stopped, owns, disowns } = options;
  const until = Math.floor((Date.now() + (await engineAhead())) / 1000) + watchFor;
  const format = ["com.docker.compose.service", "exitCode"]
    .map((name) => `{{index .Actor.Attributes "${name}"}}`)
    .join(separator);
  const child = spawn(
    "docker",
    [
      "events",
      ...["--filter", "type=container", "--filter", "event=die"],
      ...servicesOf(project),
      ...["--until", String(until), "--format", format],
    ],
    { env: dockerEnvironment(), stdio: ["ignore", "pipe", "ignore"], windowsHide: true },
  );
  const leftover: Leftover | undefined =
    child.pid === undefined ? undefined : { kind: "process", pid: child.pid };
  if (leftover) owns(leftover);
  const end = () => child.kill("SIGKILL");
  stopped.addEventListener("abort", end, { once: true });
  if (stopped.aborted) end();
  const gone = new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.on("close", () => resolve());
  });
  const died = new Promise<Ended>((resolve) => {
    onLines(child.stdout, (line) => {
      const ended = parseEnded(line);
      // The event of a killed container may arrive when it is back: only one that is dead now counts.
      if (ended && !options.down.has(ended.service)) {
        void confirmed(options).then((dead) => dead && resolve(dead));
      }
    });
  });
  const ended = await Promise.race([died, gone]);
  end();
  await gone;
  stopped.removeEventListener("abort", end);
  if (leftover) disowns(leftover);
  return ended ?? undefined;
}

/** Docker reports a death before it lists it. */
async function confirmed(options: WatchOptions): Promise<Ended | undefined> {
  for (let look = 0; look < 10 && !options.stopped.aborted; look += 1) {
    const dead = await endedContainer(options);
    if (dead) return dead;
    await sleep(200);
  }
  return undefined;
}

/** A container that ended between two listeners. */
async function endedContainer({ project, down }: WatchOptions): Promise<Ended | undefined> {
  const format = `{{.Label "com.docker.compose.service"}}${separator}{{.Status}}`;
  const { stdout } = await docker(
    [
      ...["ps", "--all", "--filter", "status=exited", "--filter", "status=dead"],
      ...servicesOf(project),
      ...["--format", format],
    ],
    { timeout: 10_000 },
  );
  return stdout
    .split("\n")
    .map(parseEnded)
    .find((ended) => ended !== undefined && !down.has(ended.service));
}

/** Excludes programs that run next to the app: they may end. */
function servicesOf(project: string): string[] {
  const labels = [`com.docker.compose.project=${project}`, "com.docker.compose.oneoff=False"];
  return labels.flatMap((label) => ["--filter", `label=${label}`]);
}

/** `redis<TAB>137`, or `redis<TAB>Exited (137) 2 seconds ago` */
function parseEnded(line: string): Ended | undefined {
  const [name, status = ""] = line.split(separator);
  const service = serviceNames.find((one) => one === name);
  return service && { service, code: /\d+/.exec(status)?.[0] ?? "?" };
}
