// Starts the app:  node server.ts
// With PROCESSES=4 it runs as four processes behind one port. This one then only starts the others, hands them the
// connections in turn, and passes their messages on. When one of them dies, the whole app does.
import cluster, { type Worker } from "node:cluster";
import { type Message, processes, whenToldToStop } from "./processes.ts";
import { refuseExits, watchThread } from "./watchdog.ts";

if (cluster.isPrimary && processes > 1) startProcesses(processes);
else {
  // Before a strategy is loaded: what it must not do to the others begins there.
  refuseExits();
  await watchThread();
  await import("./app.ts");
}

function startProcesses(count: number): void {
  let stopping = false;
  let failed = false;
  let ready = 0;

  // The others need not look after the parent: they end with this process.
  const start = () => cluster.fork({ EXIT_WITH_STDIN: "" });
  start();
  cluster.on("listening", (_, { port }) => {
    if (stopping) return;
    ready += 1;
    // If the app cannot start, the first process says why, and the others need not say it again.
    if (ready === 1) for (let others = count - 1; others > 0; others -= 1) start();
    if (ready === count) console.log(JSON.stringify({ listening: port }));
  });

  cluster.on("message", (from, message: Message) => {
    const known = "answers" in message ? message : { ...message, from: from.id };
    for (const each of running()) if (!("to" in known) || known.to === each.id) each.send(known, ignore);
  });

  cluster.on("exit", (_, code, signal) => {
    failed ||= code !== 0;
    if (stopping) {
      if (running().length === 0) process.exit(failed ? 1 : 0);
      return;
    }
    const how = signal ?? `exit code ${code}`;
    if (ready === count)
      console.error(`One of the ${count} processes of the app has ended (${how}): so does the app.`);
    for (const each of running()) each.process.kill("SIGKILL");
    process.exit(1);
  });

  whenToldToStop((patienceMs) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    for (const each of running()) each.process.kill("SIGTERM");
  });
}

function running(): Worker[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) =>
    worker && !worker.isDead() ? [worker] : [],
  );
}

/** What cannot be sent was for a process that is just ending. */
function ignore(): void {}
