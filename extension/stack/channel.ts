import { type BirpcOptions, type BirpcReturn, createBirpc } from "birpc";
import { LabError } from "../common/lab-error.ts";
import type { Localized } from "../common/language.ts";
import type { Crowd } from "./crowd.ts";
import type {
  AttachedServers,
  BrokerPrograms,
  EngineContext,
  Leftover,
  RunningEngine,
  ServerBinaries,
} from "./engines/engine.ts";
import type { EngineName, Operations, ProgramRequest, StackProgress } from "./stack.ts";

/**
 * The functions of the supervisor. The operations of a running stack come from `Operations` alone;
 * programs are known to both sides by a number that the client gives them.
 */
export interface SupervisorSide extends Operations {
  start(engine: EngineName, request: StartRequest): Promise<StartedStack>;
  runProgram(program: number, request: ProgramRequest): Promise<void>;
  writeToProgram(program: number, line: string): void;
  endProgram(program: number, how: "kill" | "end"): Promise<void>;
  stop(): void;
  /** Answers as long as the supervisor is not stuck. */
  alive(): void;
}

/** The events that the supervisor reports to the client. */
export interface ClientSide {
  progress(update: StackProgress): void;
  owns(leftover: Leftover): void;
  disowns(leftover: Leftover): void;
  crowded(crowd: Crowd): void;
  failed(error: unknown): void;
  programPrinted(program: number, line: string): void;
  programEnded(program: number, how: string): void;
  /** Its last word: nothing is left of the stack. */
  gone(): void;
}

export interface StartRequest
  extends Pick<
    EngineContext,
    "stackFolder" | "storageFolder" | "distFolder" | "composition" | "keepData" | "fenced"
  > {
  readonly python: string | undefined;
  readonly servers: ServerBinaries | undefined;
  readonly brokers: BrokerPrograms;
  readonly attached: AttachedServers | undefined;
}

export type StartedStack = Pick<RunningEngine, "endpoints" | "versions" | "startParts">;

type ChannelOptions<Remote extends object, Local extends object> = Pick<
  BirpcOptions<Remote, Local>,
  "resolver" | "onRequest"
>;

/** The process at the other end: a child for the client, this very process for the supervisor. */
interface Peer {
  readonly connected: boolean;
  on(event: "message", receive: (message: unknown) => void): unknown;
  send?(message: object, sent: () => void): boolean;
}

/** Calls functions in another process over the IPC channel of `fork`. Each call waits as long as it takes. */
export function openChannel<Remote extends object, Local extends object>(
  peer: Peer,
  functions: Local,
  options: ChannelOptions<Remote, Local> = {},
): BirpcReturn<Remote, Local> {
  return createBirpc<Remote, Local>(functions, {
    ...options,
    timeout: -1,
    // Resolves once the message is written. Messages to a peer that has ended are dropped; its end is handled by the caller.
    post: (message: object) =>
      new Promise<void>((resolve) => {
        if (peer.connected) peer.send?.(message, () => resolve());
        else resolve();
      }),
    on: (receive) => void peer.on("message", receive),
    serialize: (message: Message) => ({
      ...message,
      ...(message.a && { a: message.a.map(toPlain) }),
      ...(message.e !== undefined && { e: toPlain(message.e) }),
    }),
    deserialize: (message: Message<Plain>) => ({
      ...message,
      ...(message.a && { a: message.a.map(fromPlain) }),
      ...(message.e && { e: fromPlain(message.e) }),
    }),
  });
}

/** The parts of birpc's messages that may hold more than JSON: the arguments of a call, and what it threw. */
interface Message<Value = unknown> {
  readonly a?: readonly Value[];
  readonly e?: Value;
}

/** A value as JSON. A LabError keeps its words in every language, so that the other side need not know its catalogue. */
type Plain = { readonly value?: unknown } | { readonly date: number } | { readonly error: PlainError };

interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly lab?: { readonly code: string; readonly what: Localized; readonly remedy: Localized };
  readonly cause?: Plain;
}

function toPlain(value: unknown): Plain {
  if (value instanceof Date) return { date: value.getTime() };
  if (!(value instanceof Error)) return { value };
  const { name, message, cause } = value;
  return {
    error: {
      name,
      message,
      ...(value instanceof LabError && { lab: { code: value.code, what: value.what, remedy: value.remedy } }),
      // Anything but an error might not survive as JSON.
      ...(cause !== undefined && { cause: toPlain(cause instanceof Error ? cause : String(cause)) }),
    },
  };
}

export function fromPlain(plain: Plain): unknown {
  if ("date" in plain) return new Date(plain.date);
  if (!("error" in plain)) return plain.value;
  const { name, message, lab, cause } = plain.error;
  const options = cause && { cause: fromPlain(cause) };
  if (lab) {
    const { code, what, remedy } = lab;
    const text = (language: keyof Localized) => ({ what: what[language], remedy: remedy[language] });
    return new LabError(code, undefined, text, options);
  }
  return Object.assign(new Error(message, options), { name });
}
