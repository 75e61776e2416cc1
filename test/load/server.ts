import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { HitIds } from "../../extension/load/hit-ids.ts";
import type {
  AutocannonReport,
  AutocannonRequest,
  LoadOptions,
  LoadReport,
  LoadRequest,
} from "../../extension/load/load.ts";
import { runAutocannon, runLoad } from "../../extension/load/run-load.ts";

/** A server of a test, on 127.0.0.1; it notes the id of every hit that reaches it. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly ids: string[];
  /** Milliseconds from the first hit that it saw to the last. */
  readonly spanMs: number;
  /** Closes the port and resets every connection. */
  kill(): void;
}

interface Listener {
  readonly ids: string[];
  note(id: string): void;
}

export function httpServer(
  answer: (request: http.IncomingMessage, response: http.ServerResponse, nth: number) => void,
): Promise<TestServer> {
  return listen(({ ids, note }) =>
    http.createServer((request, response) => {
      note(String(request.headers["x-hit-id"]));
      answer(request, response, ids.length);
    }),
  );
}

/** Below HTTP, to break its rules: `answer` is called once for each hit. `port` 0 is any free one. */
export function rawServer(answer: (socket: Socket, nth: number) => void, port = 0): Promise<TestServer> {
  return listen(
    ({ ids, note }) =>
      net.createServer((socket) => {
        let received = "";
        socket.on("error", () => {});
        socket.on("data", (chunk) => {
          received += chunk.toString("latin1");
          for (let end = received.indexOf("\r\n\r\n"); end >= 0; end = received.indexOf("\r\n\r\n")) {
            note(/x-hit-id: (\S+)/.exec(received.slice(0, end))?.[1] ?? "none");
            received = received.slice(end + 4);
            answer(socket, ids.length);
          }
        });
      }),
    port,
  );
}

export function rawAnswer(status: string, body: string, headers = ""): string {
  return `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`;
}

async function listen(create: (listener: Listener) => net.Server, wantedPort = 0): Promise<TestServer> {
  const ids: string[] = [];
  let first = 0;
  let last = 0;
  const note = (id: string) => {
    last = performance.now();
    if (ids.length === 0) first = last;
    ids.push(id);
  };
  const server = create({ ids, note });
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, "127.0.0.1", resolve));
  // A TCP server's address is an object; only a pipe's is a string.
  const { port } = server.address() as AddressInfo;
  const kill = () => {
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${port}/test/hit`,
    ids,
    get spanMs() {
      return last - first;
    },
    kill,
    [Symbol.asyncDispose]: async () => kill(),
  };
}

export const loadProcess = fileURLToPath(new URL("../../extension/load/load-process.ts", import.meta.url));

export const naming = { hitIdPrefix: "t", hitIdSecret: "secret" };
/** The ids of the hits of `load`. */
export const hitIds = new HitIds(naming);

/** Runs a load with what most tests want. */
export function load(
  request: Partial<LoadRequest> & Pick<LoadRequest, "url">,
  options: Partial<LoadOptions> = {},
): Promise<LoadReport> {
  return runLoad({ ...usual, ...naming, ...request }, { ...usualOptions(), ...options });
}

export function loadByAutocannon(
  request: Partial<AutocannonRequest> & Pick<AutocannonRequest, "url">,
  options: Partial<LoadOptions> = {},
): Promise<AutocannonReport> {
  return runAutocannon({ ...usual, ...request }, { ...usualOptions(), ...options });
}

const usual = { connections: 10, timeoutSeconds: 5 };

function usualOptions(): LoadOptions {
  return { loadProcess, signal: new AbortController().signal, progress: () => {} };
}
