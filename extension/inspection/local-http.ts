import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";

/**
 * One of its own: with NODE_USE_ENV_PROXY, `fetch` and the global agent hand even requests to this machine to the proxy
 * of the environment.
 */
const agent = new Agent();

export interface LocalAnswer {
  readonly status: number;
  readonly body: string;
}

export interface LocalRequest {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
}

/** A request without a body. @throws the system's error; AbortError when the signal fires before the whole answer is there */
export function callLocal(url: string, options: LocalRequest): Promise<LocalAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...options, agent }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject);
    });
    asked.on("error", reject).end();
  });
}
