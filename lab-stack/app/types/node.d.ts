// What a strategy uses of Node, for an editor in whose folder @types/node is not installed.
declare const process: {
  readonly env: Record<string, string | undefined>;
  readonly pid: number;
  hrtime: { bigint(): bigint };
  nextTick(work: () => void): void;
};
declare const console: Record<"log" | "info" | "warn" | "error", (...words: unknown[]) => void>;
declare const performance: { now(): number };

declare namespace NodeJS {
  interface Timeout {
    /** The app may end although this timer waits. */
    unref(): this;
    refresh(): this;
  }
}
declare function setTimeout(work: () => void, ms?: number): NodeJS.Timeout;
declare function setInterval(work: () => void, ms?: number): NodeJS.Timeout;
declare function setImmediate(work: () => void): object;
declare function clearTimeout(timer: NodeJS.Timeout | undefined): void;
declare function clearInterval(timer: NodeJS.Timeout | undefined): void;
declare function queueMicrotask(work: () => void): void;

interface Buffer extends Uint8Array {
  toString(encoding?: "utf8" | "hex" | "base64"): string;
}
declare const Buffer: { from(data: string | Uint8Array, encoding?: "utf8" | "hex" | "base64"): Buffer };

interface URLSearchParams {
  get(name: string): string | null;
  set(name: string, value: string): void;
  has(name: string): boolean;
}
declare const URLSearchParams: new (query?: string) => URLSearchParams;
declare const URL: new (
  url: string,
) => {
  hostname: string;
  port: string;
  username: string;
  password: string;
  pathname: string;
  readonly href: string;
  readonly searchParams: URLSearchParams;
};

declare module "node:timers/promises" {
  /** Waits that many milliseconds, while the app answers others. */
  export function setTimeout<T = void>(ms?: number, value?: T): Promise<T>;
}
declare module "node:crypto" {
  /** A name that nobody else will choose. */
  export function randomUUID(): string;
  export function randomInt(below: number): number;
  export function randomInt(from: number, below: number): number;
  export function createHash(algorithm: string): {
    update(data: string | Uint8Array): { digest(encoding: "hex" | "base64"): string };
  };
}
declare module "node:async_hooks" {
  export class AsyncLocalStorage<T> {
    run<R>(store: T, work: () => R): R;
    getStore(): T | undefined;
  }
}
declare module "node:fs" {
  export function readFileSync(file: string, encoding: "utf8"): string;
  export function readFileSync(file: string): Buffer;
}
declare module "node:fs/promises" {
  export function readFile(file: string, encoding: "utf8"): Promise<string>;
  export function writeFile(file: string, data: string): Promise<void>;
  export function appendFile(file: string, data: string): Promise<void>;
}
declare module "node:tls" {
  export interface ConnectionOptions {
    ca?: string | Buffer;
    host?: string;
    servername?: string;
    rejectUnauthorized?: boolean;
    checkServerIdentity?: (host: string) => Error | undefined;
  }
}
declare module "node:net" {
  export function isIP(text: string): number;
  export interface Socket {
    /** What is written from now on waits. */
    cork(): void;
    /** Sends what waits in one write. */
    uncork(): void;
  }
}
