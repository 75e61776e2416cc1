import type { IncomingHttpHeaders } from "node:http";
import type { Method } from "../stack/own-app/contract.ts";

// By import it would take 70 ms more of a processor, because that reads all that node:http exports, fetch and all.
const { Agent, request } = process.getBuiltinModule("node:http");

/**
 * One of its own: with NODE_USE_ENV_PROXY, `fetch` and the global agent hand even requests to this machine to the proxy
 * of the environment.
 */
const agent = new Agent();

export interface LocalAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** True where the body is only the beginning of a longer one. */
  readonly cut: boolean;
}

export interface LocalRequest {
  readonly method: Method;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
  /** How much of the answer is kept, bytes. All of it is read. */
  readonly most: number;
}

/** A request without a body. @throws the system's error; AbortError when the signal fires before the whole answer is there */
export function callLocal(url: string, { most, ...options }: LocalRequest): Promise<LocalAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...options, agent }, (answer) => {
      beginningOf(answer, most).then(
        (kept) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, ...kept }),
        reject,
      );
    });
    asked.on("error", reject).end();
  });
}

async function beginningOf(
  answer: AsyncIterable<Buffer>,
  most: number,
): Promise<Pick<LocalAnswer, "body" | "cut">> {
  const chunks: Buffer[] = [];
  let room = most;
  let cut = false;
  for await (const chunk of answer) {
    cut ||= chunk.length > room;
    if (room > 0) chunks.push(chunk.subarray(0, room));
    room -= Math.min(room, chunk.length);
  }
  return { body: Buffer.concat(chunks).toString(), cut };
}
