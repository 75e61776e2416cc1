import { type Outcome, outcomes } from "../common/outcome.ts";

/** The outcomes of a report's hits by their names. */
export function outcomeNames(outcomeOf: Uint8Array): Outcome[] {
  return Array.from(outcomeOf, (index) => outcomes[index] ?? "unknown");
}

export interface Judgement {
  readonly outcome: Outcome;
  /** Why the hit was not acknowledged; undefined for `ok`. */
  readonly code?: string;
  /** The exception of a strategy, with its place, where that was why. */
  readonly thrown?: string;
}

const longestException = 500;
const acknowledged: Judgement = { outcome: "ok" };

/** The outcome of a hit with a complete answer. */
export function judgeAnswer(status: number, body: string): Judgement {
  if (status >= 200 && status < 300) return acknowledged;
  const { code, outcome, message, thrown = code === "bug" ? message : undefined } = readRefusal(body);
  return {
    outcome: outcome === "unknown" ? "unknown" : "failed",
    code: typeof code === "string" && code !== "" ? code.slice(0, 64) : `http-${status}`,
    ...(typeof thrown === "string" && { thrown: thrown.slice(0, longestException) }),
  };
}

function readRefusal(
  body: string,
): Readonly<Partial<Record<"code" | "outcome" | "message" | "thrown", unknown>>> {
  if (!body.startsWith("{")) return {};
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** How a connection ended while its hit had no complete answer. */
interface Ending {
  /** False when the TCP connection never came about: then the hit was never sent. */
  readonly opened: boolean;
  /** The socket error's code, such as ECONNRESET; undefined when there was no error. */
  readonly errorCode: string | undefined;
  /** True when the server closed the connection in good order. */
  readonly closedByServer: boolean;
}

/** The outcome of a hit whose connection is gone. */
export function judgeSilence({ opened, errorCode, closedByServer }: Ending): Judgement {
  const code = errorCode ?? (closedByServer ? "no-answer" : "timeout");
  return { outcome: opened || errorCode === undefined ? "unknown" : "failed", code };
}
