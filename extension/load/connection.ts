import net, { type Socket } from "node:net";
import { InvalidAnswer } from "./answer-head.ts";
import { AnswerReader } from "./answer-reader.ts";
import type { HitRequest } from "./hit-request.ts";
import { type Judgement, judgeAnswer, judgeSilence } from "./outcome.ts";

/** The run that connections send hits for; it keeps the account. Times are `performance.now()`. */
export interface HitBook {
  /** True when no more hits may be sent. */
  readonly closed: boolean;
  /** Asked by a free connection: true when it may send a hit at once; otherwise `sendNow` follows later. */
  mayGoOn(connection: LoadConnection, now: number): boolean;
  /** Registers a hit that is written now and returns its number. */
  send(now: number): number;
  /** The number that stands in the hit's id, where it is not its own: a retry may carry the id of an earlier hit. */
  nameOf?(hit: number): number;
  answered(hit: number, judgement: Judgement, sentAt: number, now: number): void;
  unanswered(hit: number, judgement: Judgement, now: number): void;
  opened(): void;
  refused(now: number): void;
}

interface Target {
  readonly host: string;
  readonly port: number;
}

const reconnectDelayMs = 100;
const none = -1;

/** All connections read into this buffer: each read is handled before the next one happens. */
const received = Buffer.allocUnsafeSlow(65_536);

/**
 * One connection of the load, with at most one hit in flight. It reopens whenever it ends. A hit is assigned to it
 * while it is still opening; if the connection is refused, that hit was never sent.
 */
export class LoadConnection {
  readonly #target: Target;
  readonly #request: HitRequest;
  readonly #book: HitBook;
  readonly #reader = new AnswerReader();
  #socket: Socket | undefined;
  #hit = none;
  #sentAt = 0;
  /** When the socket began to open; undefined once it is open. */
  #openingSince: number | undefined;
  #isFree = false;
  #pause: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(target: Target, request: HitRequest, book: HitBook) {
    this.#target = target;
    this.#request = request;
    this.#book = book;
  }

  /** Opens the connection, and sends the first hit if the book says so. */
  open(): void {
    this.#pause = undefined;
    if (this.#book.closed) {
      this.#end();
      return;
    }
    const now = performance.now();
    this.#openingSince = now;
    const socket: Socket = net.connect({
      ...this.#target,
      noDelay: true,
      onread: { buffer: received, callback: (length) => this.#read(socket, length) },
    });
    this.#socket = socket;
    socket.once("connect", () => {
      if (this.#socket !== socket) return;
      this.#openingSince = undefined;
      this.#book.opened();
    });
    socket.once("end", () => this.#closedByServer(socket));
    socket.on("error", (error: NodeJS.ErrnoException) => this.#fail(socket, error.code ?? "socket-error"));
    this.#next(now);
  }

  /** Sends a hit, unless the connection was lost since it became free: then it asks again once it has reopened. */
  sendNow(now: number): void {
    if (this.#isFree) this.#send(now);
  }

  /** Ends a connection without a hit; one with a hit in flight ends after the answer. */
  endIfIdle(): void {
    if (this.#hit === none) this.#end();
  }

  /** Gives up a hit that was sent before then and is unanswered, or a connection that started to open before then. */
  giveUpBefore(then: number): void {
    const since = this.#hit === none ? this.#openingSince : this.#sentAt;
    if (since !== undefined && since < then) this.#lose(undefined, false);
  }

  #next(now: number): void {
    if (this.#book.closed) this.#end();
    else if (this.#book.mayGoOn(this, now)) this.#send(now);
    else this.#isFree = true;
  }

  #send(now: number): void {
    this.#isFree = false;
    this.#sentAt = now;
    this.#hit = this.#book.send(now);
    this.#reader.begin();
    this.#socket?.write(this.#request.bytes(this.#book.nameOf?.(this.#hit) ?? this.#hit));
  }

  #read(socket: Socket, length: number): boolean {
    if (this.#socket !== socket) return false;
    // An answer that no hit asked for, such as the "408 Request Timeout" of a server that closes an idle connection.
    if (this.#hit === none) {
      this.#lose(undefined, false);
      return false;
    }
    try {
      const end = this.#reader.read(received, length);
      if (end >= 0) this.#answered(end === length);
    } catch (error) {
      if (!(error instanceof InvalidAnswer)) throw error;
      this.#fail(socket, error.code);
    }
    return this.#socket === socket;
  }

  /** @param inStep false when more than the answer arrived: the rest would be taken for the answer to the next hit */
  #answered(inStep: boolean): void {
    const { status, refusal, keepsAlive } = this.#reader;
    const now = performance.now();
    const hit = this.#hit;
    this.#hit = none;
    this.#book.answered(hit, judgeAnswer(status, refusal), this.#sentAt, now);
    const written = this.#socket?.writableLength === 0;
    if (keepsAlive && inStep && written) this.#next(now);
    else this.#reopen();
  }

  #closedByServer(socket: Socket): void {
    if (this.#socket !== socket) return;
    if (this.#hit !== none && this.#reader.end()) this.#answered(true);
    else this.#lose(undefined, true);
  }

  #fail(socket: Socket, code: string): void {
    if (this.#socket === socket) this.#lose(code, false);
  }

  /** The connection is gone, and a hit in flight stays unanswered. */
  #lose(errorCode: string | undefined, closedByServer: boolean): void {
    const opened = this.#openingSince === undefined;
    const now = performance.now();
    if (this.#hit !== none) {
      const hit = this.#hit;
      this.#hit = none;
      this.#book.unanswered(hit, judgeSilence({ opened, errorCode, closedByServer }), now);
    }
    const refused = errorCode !== undefined && !opened;
    if (refused) this.#book.refused(now);
    this.#reopen(refused ? reconnectDelayMs : 0);
  }

  #reopen(afterMs = 0): void {
    if (this.#ended) return;
    this.#drop();
    if (afterMs === 0) this.open();
    else this.#pause = setTimeout(() => this.open(), afterMs);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isFree = false;
    this.#openingSince = undefined;
    socket?.destroy();
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#pause);
    this.#drop();
  }
}
