import type { Crowd } from "../crowd.ts";
import type {
  AppProgram,
  Composition,
  Endpoints,
  EngineName,
  Operations,
  ProgramRequest,
  Stack,
  StackProgress,
} from "../stack.ts";

/** One way to run the servers. It lives in the supervisor process, never in the editor's. */
export interface Engine {
  readonly name: EngineName;
  start(context: EngineContext): Promise<RunningEngine>;
}

export interface EngineContext {
  readonly stackFolder: string;
  /** Keeps what is needed again at later starts. */
  readonly storageFolder: string;
  readonly distFolder: string;
  readonly composition: Composition;
  readonly keepData: boolean;
  /** Embedded only: the app sees nothing of the machine but its own folder and its servers. */
  readonly fenced?: boolean | undefined;
  /** Embedded only: where the server binaries are. */
  readonly servers: ServerBinaries | undefined;
  /** Compose only: the Python for an own app, which runs on this machine. */
  readonly python?: string | undefined;
  /** Embedded only: the programs of the brokers in the composition. */
  readonly brokers: BrokerPrograms;
  /** `attach` only: the servers that it is attached to. */
  readonly attached: AttachedServers | undefined;
  readonly signal: AbortSignal;
  readonly progress: (update: StackProgress) => void;
  /** Called before a thing is made that must be removed if this process dies by SIGKILL. */
  readonly owns: (leftover: Leftover) => void;
  /** Called when such a thing is gone, so that a later one with the same number or name is not removed. */
  readonly disowns: (leftover: Leftover) => void;
  /** Called when code of the student's has started too many processes; the app comes back by itself. */
  readonly crowded: (crowd: Crowd) => void;
}

export interface RunningEngine extends Operations {
  readonly endpoints: Endpoints;
  readonly versions: Stack["versions"];
  readonly startParts: Stack["startParts"];
  /** Resolves with the error that says what died; never when `stop` was called first. */
  readonly died: Promise<Error>;
  run(request: ProgramRequest, onLine: (line: string) => void): Promise<AppProgram>;
  stop(): Promise<void>;
}

/** Servers that exist. Plain data; the URLs contain passwords. */
export interface AttachedServers {
  readonly postgres: { readonly url: string; readonly name: string; readonly version: string };
  readonly redis: { readonly url: string; readonly name: string; readonly version: string };
  /** Where the start asks for it. */
  readonly kafka?: { readonly url: string; readonly name: string };
}

/** A Kafka that is unpacked, and the Java that runs it. */
export interface KafkaPrograms {
  /** The folder that has `libs` in it. */
  readonly home: string;
  readonly version: string;
  readonly java: string;
}

/** A server of the system, or unpacked from a package of the distribution. */
export interface PackagedProgram {
  readonly command: string;
  /** Extra environment: the library path of an unpacked package. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the unpacked package, in which everything is. */
  readonly folder?: string;
}

/** Paths of the programs that the embedded engine runs. */
export interface ServerBinaries {
  /** The folder with initdb, pg_ctl and postgres. */
  readonly postgresBin: string;
  /** The program `redis-server` or `valkey-server`. */
  readonly redisServer: string;
  /** Extra environment for redisServer (library path of an unpacked package). */
  readonly redisEnv: Readonly<Record<string, string>>;
  /** Where the composition has it. */
  readonly pgbouncer?: PackagedProgram;
  /** The Python that has the app's packages, where the app is one in Python. */
  readonly python: string | undefined;
}

/** Where the programs of the brokers are. */
export interface BrokerPrograms {
  readonly rabbitmq?: RabbitmqPrograms;
  readonly kafka?: KafkaPrograms;
}

export interface RabbitmqPrograms {
  /** The script `rabbitmq-server` that starts a node as the calling user. */
  readonly server: string;
  /** Erlang's port mapper, which every node needs. */
  readonly epmd: string;
  /** The folder of `erl`, which the script looks for on PATH. */
  readonly erlangFolder: string;
}

/** Plain data, so that another process can clean up. */
export type Leftover =
  | {
      readonly kind: "process";
      readonly pid: number;
      /** When it began, where the system says it: a later process with this number is left alone. */
      readonly began?: string;
      /** It leads a group, which may outlive it. */
      readonly withChildren?: boolean;
      /** PostgreSQL gets a moment to end its backends; any other process is killed at once. */
      readonly isPostgres?: boolean;
    }
  | { readonly kind: "folder"; readonly path: string }
  | {
      readonly kind: "compose";
      readonly project: string;
      readonly file: string;
      readonly removeVolumes: boolean;
    };
