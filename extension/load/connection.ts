import type { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { Client, Request } from "autocannon";
import { type Judgement, judgeAnswer, judgeSilence } from "./outcome.ts";

/** Where a connection enters its hits. */
export interface HitBook {
  /** True when no more hits are to be sent. */
  readonly closed: boolean;
  /** True when the connection, which is free, is to send a hit at once; else `sendNow` will tell it when. */
  mayGoOn(connection: LoadConnection): boolean;
  /** Enters a hit that is written now and returns its number. */
  send(): number;
  answered(hit: number, judgement: Judgement, sentAt: number): void;
  unanswered(hit: number, judgement: Judgement): void;
  opened(): void;
  refused(): void;
}

const idPlaceholder = "surge-hit-id";
const reconnectDelayMs = 100;

/**
 * One connection of the load, with at most one hit in flight. autocannon 9 reads and writes; what it gets
 * wrong for an account of hits is put right here, because it offers no hook for it:
 * - when a connection ends without an answer, it counts nothing and goes on with the next request: `#lose`;
 * - the rest of a broken answer spoils the parser for every later one, and a socket that has said goodbye
 *   and then fails opens a second connection beside the first: `#reset`;
 * - it reconnects in the same tick, so that a dead server makes it spin: `#reconnect`;
 * - it sends on after `Connection: close`: `#next`;
 * - it waits until the timeout for the rest of an answer that it could not read: `#refuseGarbage`.
 */
export class LoadConnection {
  readonly #client: PatchedClient;
  readonly #book: HitBook;
  readonly #open: () => void;
  readonly #sendNext: () => void;
  #hit: number | undefined;
  #sentAt = 0;
  #opened = false;
  #errorCode: string | undefined;
  #keepAlive = true;
  #isFree = false;
  #pause: NodeJS.Timeout | undefined;

  /** To be called in autocannon's `setupClient`, which comes before the client's first request. */
  constructor(client: Client, hitIdPrefix: string, book: HitBook) {
    if (!isPatchable(client))
      throw new Error("This version of autocannon is not the one the load was made for.");
    this.#client = client;
    this.#book = book;
    this.#open = client._connect.bind(client);
    this.#sendNext = client._doRequest.bind(client);

    client.setRequests([this.#request()]);
    const [head = "", tail = ""] = client.getRequestBuffer().toString("latin1").split(idPlaceholder);
    const start = `${head}${hitIdPrefix}-`;
    client.getRequestBuffer = () => Buffer.from(start + this.#enter() + tail, "latin1");
    client._connect = () => this.#reconnect();
    client._doRequest = () => this.#next();
    client.on("connError", (error: NodeJS.ErrnoException) => {
      this.#errorCode = error.code ?? "socket-error";
    });
    client.on("headers", ({ shouldKeepAlive }: AnswerHead) => {
      this.#keepAlive = shouldKeepAlive;
    });
    this.#refuseGarbage();
  }

  /** Sends a hit, unless the connection has been lost since it was free: then it will ask again when it is back. */
  sendNow(): void {
    if (!this.#isFree) return;
    this.#isFree = false;
    this.#sendNext();
  }

  /** Ends a connection that waits to try again; one with a hit in flight ends after its answer. */
  endIfIdle(): void {
    if (this.#hit === undefined) this.#end();
  }

  #request(): Request {
    return {
      method: "POST",
      headers: { "x-hit-id": idPlaceholder, "content-length": "0" },
      onResponse: (status, body) => this.#answer(status, body),
    };
  }

  /** Runs exactly once for each request that is written, the first and those after a reconnect too. */
  #enter(): number {
    this.#sentAt = performance.now();
    const hit = this.#book.send();
    this.#hit = hit;
    return hit;
  }

  #answer(status: number, body: string): void {
    if (this.#hit === undefined) return;
    const hit = this.#hit;
    this.#hit = undefined;
    this.#book.answered(hit, judgeAnswer(status, body), this.#sentAt);
  }

  #next(): void {
    if (this.#book.closed) this.#end();
    else if (!this.#keepAlive) this.#client._resetConnection();
    else if (this.#book.mayGoOn(this)) this.#sendNext();
    else this.#isFree = true;
  }

  /** autocannon calls this for the first connection, and after an error, an end or a timeout of the last one. */
  #reconnect(): void {
    if (this.#pause) return;
    this.#isFree = false;
    const refused = this.#errorCode !== undefined && !this.#opened;
    this.#lose();
    this.#reset();
    if (refused) this.#book.refused();
    if (refused) this.#pause = setTimeout(() => this.#connect(), reconnectDelayMs);
    else this.#connect();
  }

  #connect(): void {
    this.#pause = undefined;
    if (this.#book.closed) {
      this.#end();
      return;
    }
    this.#open();
    this.#client.conn?.once("connect", () => {
      this.#opened = true;
      this.#book.opened();
    });
  }

  /** The connection is gone and its hit has no answer. */
  #lose(): void {
    if (this.#hit === undefined) return;
    const hit = this.#hit;
    this.#hit = undefined;
    const closedByServer = this.#client.conn?.readableEnded === true;
    this.#book.unanswered(
      hit,
      judgeSilence({ opened: this.#opened, errorCode: this.#errorCode, closedByServer }),
    );
  }

  #reset(): void {
    const { conn, parser } = this.#client;
    if (conn) this.#client._destroyConnection();
    parser.initialize(parser.type);
    this.#opened = false;
    this.#errorCode = undefined;
    this.#keepAlive = true;
  }

  #refuseGarbage(): void {
    const { parser } = this.#client;
    const execute = parser.execute.bind(parser);
    parser.execute = (chunk) => {
      const result = execute(chunk);
      if (result instanceof Error) this.#client.conn?.destroy(result);
      return result;
    };
  }

  #end(): void {
    this.#isFree = false;
    clearTimeout(this.#pause);
    this.#client.destroy();
  }
}

interface AnswerHead {
  readonly shouldKeepAlive: boolean;
}

/** What is used of autocannon's client beyond its documented interface. */
interface PatchedClient extends EventEmitter {
  readonly conn: Socket | undefined;
  readonly parser: {
    readonly type: string;
    initialize(type: string): void;
    execute(chunk: Buffer): number | Error;
  };
  setRequests(requests: Request[]): void;
  getRequestBuffer(): Buffer;
  destroy(): void;
  _connect(): void;
  _doRequest(): void;
  _resetConnection(): void;
  _destroyConnection(): void;
}

/** The version of autocannon is pinned, but a silent change of it would make the account untrue. */
function isPatchable(client: object): client is PatchedClient {
  const methods = [
    "setRequests",
    "getRequestBuffer",
    "destroy",
    "_connect",
    "_doRequest",
    "_resetConnection",
  ];
  return (
    methods.every((name) => typeof Reflect.get(client, name) === "function") &&
    ["parser", "pipelinedRequests"].every((name) => typeof Reflect.get(client, name) === "object")
  );
}
