// A process of its own for the student's check.ts: it gets histories, never what the lab thinks of them.
import { createRequire, registerHooks } from "node:module";
import { Worker } from "node:worker_threads";
import type { Message, Order } from "./messages.ts";

const longest = 500;
const entry = "surge:check.ts";

const parent = process;
const send = process.send?.bind(process);
const isolated = process.permission !== undefined;
const { transformSync }: typeof import("../../../stack/app-loader/types.ts") = createRequire(import.meta.url)(
  "./app-types.js",
);

// A check in an endless loop would not notice that the lab is gone; a thread beside it does.
const watch = `
const { parent } = require("node:worker_threads").workerData;
setInterval(() => {
  try {
    process.kill(parent, 0);
    if (process.ppid === parent) return;
  } catch {}
  process.kill(process.pid, "SIGKILL");
}, 500);`;
new Worker(watch, { eval: true, workerData: { parent: process.ppid } }).unref();

let source = "";
let imported: string | undefined;
let check: unknown;

registerHooks({
  resolve(specifier) {
    if (specifier === entry) return { url: entry, format: "module", shortCircuit: true };
    imported ??= specifier;
    throw new Error(`A check imports nothing: ${specifier}`);
  },
  load: () => ({ format: "module", source, shortCircuit: true }),
});

process.on("message", async (order: Order) => {
  if ("history" in order) say(answerTo(order.history));
  else say(await loaded(order.source));
});

// A check needs none of these: it is a function of its history. What it prints nobody would see.
for (const name of ["process", "fetch", "WebSocket", "EventSource"]) Reflect.deleteProperty(globalThis, name);
const silent = Object.fromEntries(Object.keys(console).map((name) => [name, () => {}]));
Reflect.set(globalThis, "console", silent);

say({ says: "up", isolated });

async function loaded(text: string): Promise<Message> {
  try {
    source = transformSync(text, { mode: "strip-only", filename: "check.ts" }).code;
    ({ check } = await import(entry));
  } catch (error) {
    if (imported !== undefined) return { says: "imports", specifier: imported.slice(0, longest) };
    return { says: "mistake", ...mistakeIn(error) };
  }
  return typeof check === "function" ? { says: "ready" } : { says: "no-check" };
}

function answerTo(history: unknown): Message {
  if (typeof check !== "function") return { says: "no-check" };
  try {
    const said: unknown = check(history);
    if (said === undefined) return { says: "right" };
    if (typeof said === "string") return { says: "wrong", reason: said.slice(0, longest) };
    return { says: "returned", type: typeName(said) };
  } catch (error) {
    const { message, line } = mistakeIn(error);
    return { says: "threw", message: line === undefined ? message : `${message} (check.ts:${line})` };
  }
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object" ? (value.constructor?.name ?? "object").slice(0, longest) : typeof value;
}

/** What the stripper of types throws is a plain object that has its line; other errors have it in their stack. */
function mistakeIn(error: unknown): { message: string; line?: number } {
  const { name, message = error, startLine, stack }: Readonly<Record<string, unknown>> = Object(error);
  const [, place] = /surge:check\.ts:(\d+)/.exec(String(stack)) ?? [];
  const line = typeof startLine === "number" ? startLine : place === undefined ? undefined : Number(place);
  const text = typeof name === "string" ? `${name}: ${message}` : String(message);
  return { message: text.slice(0, longest), ...(line !== undefined && { line }) };
}

function say(message: Message): void {
  // Its parent is gone otherwise, and with it the reader.
  if (parent.connected) send?.(message);
}
