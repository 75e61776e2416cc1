import { stripVTControlCharacters } from "node:util";
import * as z from "zod";
import { explain, LabError } from "../../../common/lab-error.ts";
import { apps } from "../../apps.ts";
import { makeCellRole } from "../../connections/cell-role.ts";
import type { ProgramResult } from "../../programs/run-program.ts";
import {
  type Composition,
  type Endpoints,
  type ExtraName,
  type LogLine,
  logLimit,
  type ServiceName,
  servicesOf,
  type Versions,
} from "../../stack.ts";
import { docker } from "./docker.ts";
import { engineAhead } from "./engine-clock.ts";
import { composeError, composeFailed, lastLines, saidBy } from "./errors.ts";
import { composeExtra } from "./extras.ts";
import { strings } from "./output.ts";
import type { Passwords } from "./project.ts";

/** `docker compose` with these words, on the project of a stack. */
export type ComposeCommand = (args: readonly string[], timeout?: number) => Promise<ProgramResult>;

/** Where Docker has published the services. */
export async function readEndpoints(
  compose: ComposeCommand,
  composition: Composition,
  passwords: Passwords,
): Promise<Endpoints> {
  const [postgres, redis, app, extras] = await Promise.all([
    portOf(compose, "postgres", 5432),
    portOf(compose, "redis", 6379),
    composition.own ? undefined : portOf(compose, "app", 8000),
    ofEach(composition, async (name) => {
      const { innerPort, endpoint } = composeExtra(name);
      return endpoint(passwords, await portOf(compose, name, innerPort));
    }),
  ]);
  const admin = `postgresql://surge_admin:${passwords.admin}@127.0.0.1:${postgres}/surge`;
  return {
    app: `http://127.0.0.1:${app}`,
    postgres: admin,
    postgresCells: await makeCellRole(admin),
    redis: `redis://:${passwords.redis}@127.0.0.1:${redis}`,
    ...extras,
  };
}

async function ofEach(
  { with: extras }: Composition,
  value: (name: ExtraName) => Promise<string>,
): Promise<Partial<Record<ExtraName, string>>> {
  return Object.fromEntries(
    await Promise.all(extras.map(async (name) => [name, await value(name)] as const)),
  );
}

async function portOf(compose: ComposeCommand, service: ServiceName, innerPort: number): Promise<number> {
  const result = await compose(["port", service, String(innerPort)]);
  const port = Number(/:(\d+)\s*$/.exec(result.stdout)?.[1]);
  if (!Number.isInteger(port))
    throw composeFailed([`port ${service}: ${result.stdout.trim()}`, ...saidBy(result)]);
  return port;
}

/** Asks the programs in the containers. */
export async function readVersions(compose: ComposeCommand, composition: Composition): Promise<Versions> {
  const app = apps[composition.app];
  const ask = async (service: ServiceName, command: readonly string[]) => {
    const { stdout } = await compose(["exec", "-T", service, ...command]);
    return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? "?";
  };
  const [postgres, redis, version, extras] = await Promise.all([
    ask("postgres", ["postgres", "--version"]),
    ask("redis", ["redis-server", "--version"]),
    composition.own ? "" : ask("app", [app.program, "--version"]),
    ofEach(composition, (name) => ask(name, composeExtra(name).versionCommand)),
  ]);
  return { postgres, redis, runtime: `${app.runtime} ${version}`, ...extras };
}

interface TimedLine extends LogLine {
  readonly at: string;
}

/** The lines that the services logged since then, oldest first. Docker compares with the clock of its engine. */
export async function readLogs(
  compose: ComposeCommand,
  composition: Composition,
  since: Date,
  ahead: () => Promise<number> = engineAhead,
): Promise<LogLine[]> {
  const sinceThere = new Date(since.getTime() + (await ahead()));
  const perService = await Promise.all(
    servicesOf(composition).map((service) => logLines(compose, service, sinceThere)),
  );
  return perService
    .flat()
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(({ service, text }) => ({ service, text }));
}

/** The last lines of one service, however old. */
export async function lastWords(compose: ComposeCommand, service: string): Promise<string[]> {
  const { stdout, stderr } = await compose([
    "logs",
    "--no-log-prefix",
    "--no-color",
    "--tail",
    "60",
    service,
  ]);
  return stripVTControlCharacters(`${stdout}${stderr}`)
    .split("\n")
    .filter((line) => line.trim() !== "");
}

const healthLog = z.array(z.object({ ExitCode: z.number(), Output: z.string() }));

/** What the last health check of a container said when it failed. */
export async function lastHealthCheck(container: string): Promise<string[]> {
  const { stdout } = await docker(["inspect", "--format", "{{json .State.Health.Log}}", container], {
    timeout: 15_000,
  });
  try {
    const failed = healthLog.parse(JSON.parse(stdout)).findLast(({ ExitCode }) => ExitCode !== 0);
    const words = stripVTControlCharacters(failed?.Output ?? "").trim();
    return words === "" && failed ? [`exit code ${failed.ExitCode}`] : words.split("\n");
  } catch {
    return [];
  }
}

async function logLines(compose: ComposeCommand, service: ServiceName, since: Date): Promise<TimedLine[]> {
  const words = ["logs", "--no-log-prefix", "--no-color", "--timestamps", "--tail", String(logLimit)];
  const result = await compose([...words, "--since", since.toISOString(), service]).catch(
    (error: unknown) => {
      if (error instanceof LabError) throw error;
      return { code: null, stdout: "", stderr: explain(error, "en") };
    },
  );
  if (result.code !== 0)
    throw composeError("log-not-readable", { service, lines: lastLines(saidBy(result)) });
  return parseLogs(result.stdout, service);
}

/** `2026-01-02T03:04:05.678901234Z the line` */
function parseLogs(output: string, service: ServiceName): TimedLine[] {
  // Some versions begin each line with "erase this line", even where there is no terminal.
  return stripVTControlCharacters(output)
    .split("\n")
    .flatMap((line) => {
      const [, at, text] = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) ?(.*)$/.exec(line) ?? [];
      return at === undefined || text === undefined ? [] : [{ at, service, text }];
    });
}

/** The image that compose.yaml names for a service. */
export async function imageOf(compose: ComposeCommand, service: string): Promise<string | undefined> {
  const { stdout } = await compose(["config", "--format", "json"]);
  try {
    const { services: all } = JSON.parse(stdout);
    return strings(all?.[service]).image;
  } catch {
    return undefined;
  }
}
