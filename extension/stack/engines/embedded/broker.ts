import type { ServerProcess } from "../../server-process.ts";
import type { BrokerPrograms } from "../engine.ts";
import type { Processes } from "./processes.ts";

export interface BrokerOptions {
  readonly programs: BrokerPrograms;
  /** A folder of its own. */
  readonly home: string;
  readonly password: string;
  readonly processes: Processes;
}

export interface RunningExtra {
  readonly server: ServerProcess;
  /** As in `Endpoints`. */
  readonly endpoint: string;
  readonly version: string;
  /** Starts it once more, after its end, with the same data on the same port. */
  readonly again: () => Promise<ServerProcess>;
}
