import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { apps } from "../../extension/stack/apps.ts";
import type { AppName, Stack } from "../../extension/stack/stack.ts";
import { serverPrograms } from "./programs.ts";
import { endOf } from "./servers.ts";

/** The same tests hold for both apps: those of the one in Python set this before they import them. */
export const testedApp: AppName = process.env.SURGE_LAB_TESTED_APP === "fastapi" ? "fastapi" : "node";

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The app of lab-stack, in a process of its own. */
export interface App {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  get(path: string): Promise<Answer>;
  post(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends that many hits, at most `atOnce` of them at a time. */
  hits(strategy: string, count: number, atOnce?: number): Promise<Answer[]>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface AppOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Words for node in front of the app, and the file of the app. */
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What every program of the app's folder finds in its environment. */
export function appEnvironment({ databaseUrl, redisUrl, env }: AppOptions): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, PORT: "0", ...env };
}

/** The program that is the tested app, and its words. */
export async function appCommand(): Promise<[program: string, ...words: string[]]> {
  const { folder, extension } = apps[testedApp];
  const file = fileURLToPath(new URL(`../../lab-stack/${folder}/server${extension}`, import.meta.url));
  if (testedApp === "node") return [process.execPath, file];
  const { python } = await serverPrograms(testedApp);
  if (python === undefined) throw new Error("There is no Python.");
  return [python, "-B", file];
}

/** Runs other programs of the folder of the app on Node beside it, as `Stack.run` does. */
export function besideApp(options: AppOptions): Pick<Stack, "run"> {
  return {
    async run({ file, args }, onLine) {
      const program = fileURLToPath(new URL(`../../lab-stack/app/${file}.ts`, import.meta.url));
      const env = appEnvironment(options);
      const child = spawn(process.execPath, [program, ...args], { env, stdio: ["pipe", "pipe", "inherit"] });
      createInterface(child.stdout).on("line", onLine);
      return {
        write: (line) => void child.stdin.write(`${line}\n`),
        kill: async () => void (await endOf(child, "SIGKILL")),
        end: async () => void (await endOf(child, "SIGTERM")),
        ended: once(child, "exit").then(([code, signal]) => signal ?? `exit code ${code}`),
      };
    },
  };
}

/** For `words`: an app that notes each request that comes in, for `countRequests`. */
export async function notingWords(): Promise<string[]> {
  const [, ...words] = await appCommand();
  const noting =
    testedApp === "node"
      ? ["--import", new URL("note-requests.ts", import.meta.url).href]
      : [fileURLToPath(new URL("./note_requests.py", import.meta.url))];
  return [...words.slice(0, -1), ...noting, ...words.slice(-1)];
}

/** Counts what comes in from now on. Its hit has been handed to the strategy when a later request is answered. */
export function countRequests({ child }: App): () => number {
  let count = 0;
  assert.ok(child.stdout);
  createInterface(child.stdout).on("line", (line) => {
    if (line === "request") count += 1;
  });
  return () => count;
}

export async function startApp(options: AppOptions): Promise<App> {
  const [program, ...words] = await appCommand();
  const child = spawn(program, options.words ?? words, {
    env: appEnvironment(options),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    once(child, "exit").then(([code]) => {
      throw new Error(`The app ended with ${code} before it listened`);
    }),
  ]);
  const { listening }: { listening: number } = JSON.parse(line);
  const base = `http://127.0.0.1:${listening}`;

  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(base + path, { ...init, signal: AbortSignal.timeout(10_000) });
    // Whatever it holds, the tests look at single keys of it.
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const post = (path: string, headers: Record<string, string> = {}) => ask(path, { method: "POST", headers });
  return {
    child,
    url: base,
    get: (path) => ask(path, {}),
    post,
    async hits(strategy, count, atOnce = count) {
      const answers: Answer[] = [];
      let sent = 0;
      const client = async () => {
        while (sent++ < count) answers.push(await post(`/${strategy}/hit`));
      };
      await Promise.all(Array.from({ length: atOnce }, client));
      return answers;
    },
    stop: (signal = "SIGTERM") => endOf(child, signal),
  };
}

/** How many answers there are of each kind: `{ "200": 17, "503 53300 failed": 33 }`. */
export function kinds(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = status === 200 ? "200" : `${status} ${body.code} ${body.outcome}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
