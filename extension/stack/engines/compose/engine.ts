import { join } from "node:path";
import { type AppKind, apps } from "../../apps.ts";
import { composeVariables } from "../../composition-settings.ts";
import { durabilityVariables, setDurability } from "../../durability.ts";
import { addOwnApp } from "../../own-app/add-own-app.ts";
import { runWatch } from "../../run-watch/run-watch.ts";
import { type Durability, type LogLine, type ServiceName, servicesOf } from "../../stack.ts";
import { progressText } from "../../words.ts";
import { Processes } from "../embedded/processes.ts";
import type { Engine, EngineContext, Leftover, RunningEngine } from "../engine.ts";
import { appPrograms } from "./app-programs.ts";
import { composeDown } from "./compose-down.ts";
import { containerControl, runCompose } from "./container-control.ts";
import { containerProcesses } from "./container-processes.ts";
import { docker, requireDocker } from "./docker.ts";
import { composeFailed } from "./errors.ts";
import { extraVariables, profileWords } from "./extras.ts";
import { complaints, explainUp } from "./failures.ts";
import type { Compose } from "./judge-docker.ts";
import { type ComposeEvent, parseLine } from "./output.ts";
import { takePrebuilt } from "./prebuilt-image.ts";
import { ProgressMeter, type Stage } from "./progress.ts";
import { freePorts, passwordsFor, projectName, removeOrphans, variablesOf } from "./project.ts";
import { makeFolderReadable, makeReadable } from "./readable.ts";
import {
  type ComposeCommand,
  imageOf,
  lastHealthCheck,
  lastWords,
  readEndpoints,
  readLogs,
  readVersions,
} from "./services.ts";
import { watchContainers } from "./watch-containers.ts";

interface Part {
  readonly name: string;
  readonly ms: number;
}

/** `docker compose` on the student's compose.yaml. */
export class ComposeEngine implements Engine {
  readonly name = "compose";

  async start(context: EngineContext): Promise<RunningEngine> {
    const { stackFolder, composition, keepData, signal, progress } = context;
    const app = apps[composition.app];
    const begun = performance.now();
    progress({ text: progressText(({ askingDocker }) => askingDocker), fraction: 0 });
    const version = await requireDocker(signal);
    await makeReadable(join(stackFolder, "init.sql"));
    await makeFolderReadable(join(stackFolder, app.folder, "strategies"));
    const passwords = await passwordsFor(stackFolder, keepData);
    await removeOrphans(stackFolder, signal);
    const parts: Part[] = [{ name: "docker", ms: Math.round(performance.now() - begun) }];

    const file = join(stackFolder, "compose.yaml");
    const project: Leftover & { kind: "compose" } = {
      kind: "compose",
      project: projectName(stackFolder, keepData),
      file,
      removeVolumes: !keepData,
    };
    const variables: NodeJS.ProcessEnv = {
      ...variablesOf(passwords),
      ...extraVariables(composition, passwords),
      ...composeVariables(composition),
      ...(await freePorts(stackFolder)),
      SURGE_APP: app.folder,
    };
    const profiles = profileWords(composition);
    const words = ["compose", "--ansi", "never", "-p", project.project, "-f", file, ...profiles];
    const compose: ComposeCommand = (args, timeout = 15_000) =>
      docker([...words, ...args], { env: variables, timeout });

    const stopped = new AbortController();
    const stop = once(async () => {
      stopped.abort();
      const trouble = await composeDown(project);
      if (trouble !== undefined) throw composeFailed([trouble]);
      context.disowns(project);
    });
    context.owns(project);
    try {
      parts.push(
        ...(await up(context, version, [...words], variables, compose, { project: project.project, app })),
      );
      const down = new Set<ServiceName>();
      const beside = new Processes(context);
      const died = watchContainers({
        ...context,
        down,
        project: project.project,
        stopped: stopped.signal,
        lastWords: (service) => lastWords(compose, service),
      });
      const [endpoints, versions] = await Promise.all([
        readEndpoints(compose, composition, passwords),
        readVersions(compose, composition),
      ]);
      signal.throwIfAborted();
      const logs = (since: Date): Promise<LogLine[]> => readLogs(compose, composition, since);
      const changeDurability = async (durability: Durability) => {
        await setDurability(endpoints.redis, durability, async () => {
          await runCompose(compose, ["exec", "-T", "redis", "rm", "-f", "/data/dump.rdb"]);
        });
        // Redis gets its command line again when it comes back from a kill.
        Object.assign(variables, durabilityVariables(durability));
      };
      const run = appPrograms({
        ...context,
        words,
        project: project.project,
        variables,
        program: app.program,
        directUrl: `postgresql://surge_app:${passwords.app}@postgres:5432/surge`,
      });
      const running: RunningEngine = {
        endpoints,
        versions,
        startParts: parts,
        died,
        logs,
        run,
        ...containerControl(compose, down),
        ...runWatch({
          endpoint: endpoints.postgres,
          isSuperuser: true,
          owners: async () => {
            const found = await containerProcesses(project.project);
            return found && (() => ({ ...found, ...beside.owners }));
          },
        }),
        setDurability: changeDurability,
        stop,
      };
      return composition.own ? await addOwnApp(context, composition.own, running, beside) : running;
    } catch (error) {
      // The failure of the start says more than a failure of the clean-up.
      await stop().catch(() => undefined);
      signal.throwIfAborted();
      throw error;
    }
  }
}

/** Pulls, builds and starts; resolves when every service is healthy, with what took how long. */
async function up(
  context: EngineContext,
  { progress: mode }: Compose,
  words: string[],
  env: NodeJS.ProcessEnv,
  compose: ComposeCommand,
  what: { readonly project: string; readonly app: AppKind },
): Promise<Part[]> {
  const { signal, composition, progress, owns, disowns } = context;
  const services = servicesOf(composition).filter((name) => name !== "app" || !composition.own);
  const meter = new ProgressMeter(services.length);
  const events: ComposeEvent[] = [];
  const stages = new Map<Stage | "prepare", number>([["prepare", performance.now()]]);
  let child: Leftover | undefined;

  const take = (line: string) => {
    for (const event of parseLine(line)) {
      events.push(event);
      if (events.length > 2_000) events.splice(0, 1_000);
      const update = meter.take(event);
      if (meter.stage && !stages.has(meter.stage)) stages.set(meter.stage, performance.now());
      if (update) progress(update);
    }
  };
  words.splice(1, 0, "--progress", mode);
  const isPrebuilt = !composition.own && (await takePrebuilt({ ...context, ...what, compose }));
  const { code } = await docker(
    [
      ...words,
      "up",
      "--detach",
      ...(isPrebuilt ? [] : ["--build"]),
      "--wait",
      ...(composition.own ? services : []),
    ],
    {
      env,
      signal,
      onLine: take,
      onStart: ({ pid = 0 }) => {
        // The negative number is the whole group: `docker` and the plugin that does the work.
        const target = process.platform === "win32" ? pid : -pid;
        child = { kind: "process", pid: target };
        owns(child);
      },
    },
  ).finally(() => child && disowns(child));
  if (code === 0) return partsOf(stages);
  throw await explainUp(complaints(events), {
    ...what,
    imageOf: (service) => imageOf(compose, service),
    logOf: (service) => lastWords(compose, service),
    healthOf: lastHealthCheck,
  });
}

function partsOf(stages: ReadonlyMap<string, number>): Part[] {
  const begun = [...stages].sort(([, a], [, b]) => a - b);
  return begun.map(([name, at], index) => {
    const end = begun[index + 1]?.[1] ?? performance.now();
    return { name, ms: Math.round(end - at) };
  });
}

/** The first call does it; the others wait for that. After a failure the next call tries again. */
function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= action().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}
