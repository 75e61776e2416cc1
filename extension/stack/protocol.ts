import { LabError } from "../common/lab-error.ts";
import type { Localized } from "../common/language.ts";
import type {
  AttachedServers,
  BrokerPrograms,
  EngineContext,
  Leftover,
  RunningEngine,
  ServerBinaries,
} from "./engines/engine.ts";
import type {
  Durability,
  EngineName,
  FaultSignal,
  LogLine,
  ProgramRequest,
  ServiceName,
  StackProgress,
} from "./stack.ts";

/** What the parent tells its supervisor, over the IPC channel. Plain JSON. */
export type ToSupervisor =
  | ({ readonly type: "start"; readonly engine: EngineName } & StartRequest)
  | { readonly type: "ask"; readonly id: number; readonly question: Question }
  | { readonly type: "write"; readonly program: number; readonly line: string }
  | { readonly type: "stop" };

/** What a running stack can be asked: each gets one answer, or the error that says why not. */
export type Question = {
  readonly [Name in keyof Answers]: { readonly name: Name } & QuestionParts[Name];
}[keyof Answers];

interface QuestionParts {
  readonly logs: { readonly since: string };
  readonly run: { readonly program: number; readonly request: ProgramRequest };
  readonly end: { readonly program: number; readonly how: "kill" | "end" };
  readonly kill: { readonly service: ServiceName; readonly signal: FaultSignal };
  readonly recover: { readonly service: ServiceName };
  readonly freeze: { readonly service: ServiceName };
  readonly thaw: { readonly service: ServiceName };
  readonly durability: { readonly durability: Durability };
}

export interface Answers {
  readonly logs: LogLine[];
  readonly run: null;
  readonly end: null;
  readonly kill: null;
  readonly recover: null;
  readonly freeze: null;
  readonly thaw: null;
  readonly durability: null;
}

export interface StartRequest
  extends Pick<EngineContext, "stackFolder" | "distFolder" | "composition" | "keepData"> {
  readonly servers: ServerBinaries | undefined;
  readonly brokers: BrokerPrograms;
  readonly attached: AttachedServers | undefined;
}

/** What the supervisor tells its parent. `gone` is its last word: nothing is left of the stack. */
export type FromSupervisor =
  | { readonly type: "progress"; readonly update: StackProgress }
  | { readonly type: "owns"; readonly leftover: Leftover }
  | { readonly type: "disowns"; readonly leftover: Leftover }
  | ({ readonly type: "started" } & StartedStack)
  | { readonly type: "failed"; readonly error: PlainError }
  | { readonly type: "answer"; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: "refusal"; readonly id: number; readonly error: PlainError }
  | { readonly type: "line"; readonly program: number; readonly line: string }
  | { readonly type: "ended"; readonly program: number; readonly how: string }
  | { readonly type: "gone" };

export type StartedStack = Pick<RunningEngine, "endpoints" | "versions" | "startParts">;

/** An error as plain data; a LabError keeps its words in every language. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly lab: { readonly code: string; readonly what: Localized; readonly remedy: Localized } | null;
}

export function toPlain(error: unknown): PlainError {
  if (error instanceof LabError) {
    const { name, message, code, what, remedy } = error;
    return { name, message, lab: { code, what, remedy } };
  }
  if (error instanceof Error) return { name: error.name, message: error.message, lab: null };
  return { name: "Error", message: String(error), lab: null };
}

export function fromPlain({ name, message, lab }: PlainError): Error {
  if (lab) return new LabError(lab.code, lab.what, lab.remedy);
  const error = new Error(message);
  error.name = name;
  return error;
}
