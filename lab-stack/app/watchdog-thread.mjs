// The second thread of watchdog.ts. It is JavaScript, so that it starts without whatever reads the TypeScript of the app.
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { workerData } from "node:worker_threads";

const { beats, beatEvery, port } = workerData;
/** How long the app may be busy, and how long the debugger may take to say with what, milliseconds. */
const patience = 5_000;
const toldWithin = 3_000;

let [last, still] = [-1, 0];
for (;;) {
  const before = performance.now();
  await sleep(beatEvery);
  const now = Atomics.load(beats, 0);
  // A process that was stopped as a whole, or a machine that is overloaded, holds up this thread, too.
  const isFair = performance.now() - before < 3 * beatEvery;
  still = now === last && isFair ? still + 1 : 0;
  last = now;
  if (still * beatEvery < patience) continue;
  const place = await Promise.race([busyPlace(), sleep(toldWithin)]).catch(() => undefined);
  if (Atomics.load(beats, 0) !== now) continue;
  const where = place ?? "code that the app cannot name";
  writeSync(2, `The app has not answered for ${patience / 1000} s: its one thread is busy in ${where}.\n`);
  break;
}

/** The line of a strategy that the main thread is in, else of any other file. */
async function busyPlace() {
  if (process.platform === "win32") process._debugProcess(process.pid);
  else process.kill(process.pid, "SIGUSR1");
  const debuggers = await debuggersAt(`http://127.0.0.1:${port}/json/list`);
  const socket = new WebSocket(debuggers[0].webSocketDebuggerUrl);
  const urls = new Map();
  const paused = new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      const { method, params } = JSON.parse(data);
      if (method === "Debugger.scriptParsed") urls.set(params.scriptId, params.url);
      if (method === "Debugger.paused") resolve(params.callFrames);
    };
  });
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  for (const [id, method] of ["Debugger.enable", "Debugger.pause"].entries()) {
    socket.send(JSON.stringify({ id: id + 1, method }));
  }
  const frames = await paused;
  socket.send('{"id":3,"method":"Debugger.resume"}');
  socket.close();
  const places = frames.map(({ location }) => {
    const file = decodeURIComponent(urls.get(location.scriptId) ?? "").replace(/\?.*/, "");
    return `${file.split("/").slice(-2).join("/")}:${location.lineNumber + 1}`;
  });
  return places.find((place) => place.startsWith("strategies/")) ?? places[0];
}

/** The debugger needs a moment until it listens. */
async function debuggersAt(url) {
  for (;;) {
    try {
      return await (await fetch(url)).json();
    } catch {
      await sleep(50);
    }
  }
}
