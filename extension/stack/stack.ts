import type { Localized } from "../common/language.ts";
import type { Crowd } from "./crowd.ts";
import type { WithOwnApp } from "./own-app/contract.ts";
import type { Watched } from "./run-watch/watched.ts";

export const engineNames = ["compose", "embedded", "attach"] as const;
export type EngineName = (typeof engineNames)[number];
/** `auto`: compose where a Docker engine answers, else embedded. */
export type EngineChoice = "auto" | EngineName;

/** Message brokers that a stack can have in addition to Redis. */
export const brokerNames = ["rabbitmq", "kafka"] as const;
export type BrokerName = (typeof brokerNames)[number];

/** What a start can add to PostgreSQL, Redis and the app: a pooler in front of PostgreSQL, and brokers. */
export const extraNames = ["pgbouncer", ...brokerNames] as const;
export type ExtraName = (typeof extraNames)[number];

/** All services that a stack can have, in the order in which they depend on each other. */
export const serviceNames = ["postgres", "redis", ...extraNames, "app"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The targets of a fault: a server, or one of the workers next to the app. */
export const faultTargets = [...serviceNames, "worker"] as const;
export type FaultTarget = (typeof faultTargets)[number];

/** A crash, or a request to end in order (PostgreSQL: its fast shutdown). */
export const faultSignals = ["SIGKILL", "SIGTERM"] as const;
export type FaultSignal = (typeof faultSignals)[number];

/** The number of log lines kept of each service. A surge of refusals is long: each is a line. */
export const logLimit = 5_000;

/** How Redis keeps its data: not at all, by snapshots, or by a file of every write. */
export const durabilities = ["none", "rdb", "aof-everysec", "aof-always"] as const;
export type Durability = (typeof durabilities)[number];

/** The implementations of the app: TypeScript on Node, or Python with FastAPI and SQLAlchemy. */
export const appNames = ["node", "fastapi"] as const;
export type AppName = (typeof appNames)[number];

/** What a start decides: the parts of a stack in addition to PostgreSQL and Redis, and their sizes. */
export interface Composition extends WithOwnApp {
  readonly app: AppName;
  /** Without repetition, in the order of `extraNames`. */
  readonly with: readonly ExtraName[];
  /** Of the topic in Kafka, where the stack has it. */
  readonly partitions?: number;
  /** `max_connections` of PostgreSQL; by default the number in compose.yaml. */
  readonly maxConnections?: number;
  /** The size of the app's pool of connections; by default the app's own. */
  readonly pool?: number;
  /** How many processes the app has behind its port; by default one. */
  readonly processes?: number;
}

/** The composition of a start without parameters. */
export const plainComposition: Composition = { app: "node", with: [] };

/** The services of a stack with this composition. */
export function servicesOf(composition: Pick<Composition, "with">): ServiceName[] {
  const absent: readonly ServiceName[] = extraNames.filter((name) => !composition.with.includes(name));
  return serviceNames.filter((name) => !absent.includes(name));
}

/**
 * What can be done with a running stack. Each engine implements it in the supervisor's process; a call from here
 * reaches the engine as it is, so that a new operation is a method of this interface and nothing else in between.
 * Arguments are JSON, Dates and Errors.
 */
export interface Operations {
  /** Lines that the servers logged since then, oldest first, at most the last `logLimit` of each service. */
  logs(since: Date): Promise<LogLine[]>;
  /**
   * Ends a server; resolves when it is really gone. Does nothing when it is down.
   * @throws LabError `not-in-stack`, as `recover` and `pause` do
   */
  kill(service: ServiceName, signal: FaultSignal): Promise<void>;
  /** Starts it again with the same data on the same port; resolves when it answers. Does nothing when it runs. */
  recover(service: ServiceName): Promise<void>;
  /** Stops a server where it stands, without ending it; `pause` thaws it again in any case. */
  freeze(service: ServiceName): Promise<void>;
  /** Whether somebody else has stopped its process where it stands: by SIGSTOP, or by `docker pause`. */
  isStopped(service: ServiceName): Promise<boolean>;
  /** Lets a frozen server go on. Does nothing when it is not frozen. */
  thaw(service: ServiceName): Promise<void>;
  /** Changes how Redis keeps its data without losing any; it holds from then on, also after a kill of Redis. */
  setDurability(durability: Durability): Promise<void>;
  /**
   * Looks from now on, many times a second, at what the app's backends in PostgreSQL wait for and who uses the processor.
   * @param lab processes of the lab itself
   */
  beginWatch(lab: readonly number[]): Promise<void>;
  /** Ends the watch. @returns what was seen between these times of `machineTime` */
  endWatch(from: number, until: number): Promise<Watched>;
}

/** A running PostgreSQL + Redis + app, and the extras of its composition, whichever engine runs it. */
export interface Stack extends Operations {
  readonly engine: EngineName;
  readonly composition: Composition;
  /** All on 127.0.0.1, unless the engine is `attach`. */
  readonly endpoints: Endpoints;
  readonly versions: Versions;
  /** The steps of the start with their time, in order, milliseconds. */
  readonly startParts: readonly { readonly name: string; readonly ms: number }[];
  /** Resolves once the stack is gone: undefined after `stop()`, else the error that says what died. */
  readonly ended: Promise<Error | undefined>;
  /** The servers that were killed and have not come back yet. The stack lives on. */
  readonly down: readonly ServiceName[];
  /** How Redis keeps its data; null where the lab does not decide it. */
  readonly durability: Durability | null;
  /**
   * Runs a program of the app's folder next to the app, with the same servers, e.g. a worker.
   * @param onLine gets each line that it prints
   */
  run(request: ProgramRequest, onLine: (line: string) => void): Promise<AppProgram>;
  /** Tells when code of the student's has started so many processes that they were ended; @returns what ends that */
  onCrowd(tell: (crowd: Crowd) => void): () => void;
  /** Freezes a server and thaws it; resolves when it runs again, which is at once when the signal fires. */
  pause(service: ServiceName, ms: number, signal: AbortSignal): Promise<void>;
  /** Ends every process, port, container and temporary folder of the stack. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ProgramRequest {
  /**
   * A program of the app's folder: "worker", in the language of the app; "one-hit.ts" is of one app only. Of an app that is
   * not ours there is `anotherOwnApp` alone.
   */
  readonly file: string;
  readonly args: readonly string[];
  /** Connects it to PostgreSQL itself also where there is a PgBouncer, because it needs sessions of its own. */
  readonly pastPgbouncer?: boolean;
}

/** A program that runs next to the app. It ends with the stack at the latest. */
export interface AppProgram {
  /** One line to its standard input. */
  write(line: string): void;
  /** Kills it (SIGKILL), as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to finish its current work and to end; kills it after a few seconds. */
  end(): Promise<void>;
  /** How it ended, once it has: `exit code 0`, `SIGKILL`. */
  readonly ended: Promise<string>;
}

export interface Endpoints {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly app: string;
  /** As the superuser `surge_admin` on the database `surge`; with `attach`, as the user in the URL. */
  readonly postgres: string;
  /** As the role of SQL cells, which is no superuser. With `attach` there is none: cells are the user in the URL. */
  readonly postgresCells?: string;
  readonly redis: string;
  /** The console of PgBouncer, where the stack has it; the app's role may look there. The app itself uses `/surge`. */
  readonly pgbouncer?: string;
  /** `amqp://…`, where the stack has it. */
  readonly rabbitmq?: string;
  /** `127.0.0.1:PORT`, several with commas, where the stack has it; with `attach`, the URL. */
  readonly kafka?: string;
}

/** Of what runs in the stack; an extra's only where there is one. */
export interface Versions extends Readonly<Partial<Record<ExtraName, string>>> {
  readonly postgres: string;
  readonly redis: string;
  /** The runtime of the app: "Node 24.21.0", "Python 3.13.2". */
  readonly runtime: string;
}

export interface LogLine {
  readonly service: ServiceName;
  readonly text: string;
}

export interface StackOptions {
  readonly engine: EngineChoice;
  readonly composition: Composition;
  /** The `lab-stack` folder: compose.yaml, init.sql and the app's folder in it are what really runs. */
  readonly stackFolder: string;
  /** Where downloaded server binaries are kept between runs (created when missing). */
  readonly storageFolder: string;
  /** The extension's `dist` folder: supervisor and app loader are in it. */
  readonly distFolder: string;
  /** It is the one stack of its folder, so a second start is refused; compose keeps its named volumes when it stops. */
  readonly keepData: boolean;
  /** Embedded only, on Linux: the app sees nothing of the machine but its own folder and its servers. */
  readonly fenced?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly progress: (update: StackProgress) => void;
  /** How the engine `attach` finds its servers; without it, it has none. */
  readonly attachment?: Attachment;
  /** Asked once before server binaries are fetched from the npm registry; false refuses. */
  readonly confirmDownload: (what: Localized) => Promise<boolean>;
}

export interface Attachment {
  /** As they were typed, with passwords. */
  readonly urls: () => Promise<ServerUrls>;
  /** Asked before the first write, and before all is removed; false refuses. */
  readonly confirm: (what: Localized) => Promise<boolean>;
  /** How to agree, where the question was refused or could not be asked. */
  readonly hint: Localized;
}

/** The addresses of servers that the lab has not started. */
export interface ServerUrls {
  readonly postgres?: string | undefined;
  readonly redis?: string | undefined;
  /** Only for starts with Kafka. */
  readonly kafka?: string | undefined;
}

export interface StackProgress {
  readonly text: Localized;
  /** From 0 to 1, where it is known. */
  readonly fraction?: number;
}

/** The hits of a strategy that are in PostgreSQL, and still in the buffer. */
export interface Counted {
  readonly stored: number;
  readonly pending: number;
}

export interface StatementResult {
  /** The command tag of PostgreSQL ("SELECT 3") or the Redis command as it was sent. */
  readonly command: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The most rows that are shown, when there were more; else null. */
  readonly truncatedAt: number | null;
  /** `code` is the SQLSTATE, or the first word of a Redis error. */
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
}
