// The cost of the lab's looks at a run: processor time of the supervisor, which reads /proc and asks, and of the backend
// that answers, while nothing happens and while eight connections of the app wait for a lock. As a share of
// one core, so that what else runs on the machine hardly matters. Linux only. After `npm run build`:
//   node bench/looks.ts [ROUNDS=3] [SECONDS=5]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { machineTime } from "../extension/common/machine-time.ts";
import { descendantsOf } from "../extension/stack/children.ts";
import { plainComposition } from "../extension/stack/stack.ts";
import { startStack } from "../extension/stack/start-stack.ts";

const root = join(import.meta.dirname, "..");
const [rounds = 3, seconds = 5] = process.argv.slice(2).map(Number);
const stack = await startStack({
  engine: "embedded",
  composition: plainComposition,
  stackFolder: join(root, "lab-stack"),
  storageFolder: join(root, ".surge-lab"),
  distFolder: join(root, "dist"),
  keepData: false,
  signal: new AbortController().signal,
  progress: () => {},
  confirmDownload: async () => true,
});

const read = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
/** Milliseconds for which a process has had the processor. */
const used = (pid: number) => Number(read(pid, "schedstat").split(" ")[0]) / 1e6;
const find = async (words: RegExp) =>
  (await descendantsOf(process.pid)).filter((pid) => words.test(read(pid, "cmdline")));

async function cost(): Promise<Record<"supervisor" | "backend" | "looks", number>> {
  await stack.beginWatch([process.pid]);
  const [supervisor = 0] = await find(/supervisor\.js/);
  const [backend = 0] = await find(/walsender/);
  const from = machineTime();
  const before = [used(supervisor), used(backend)] as const;
  await sleep(seconds * 1000);
  const spent = [used(supervisor) - before[0], used(backend) - before[1]] as const;
  const { waits } = await stack.endWatch(from, machineTime());
  const between = used(supervisor);
  await sleep(seconds * 1000);
  const idle = used(supervisor) - between;
  const share = (ms: number) => ms / (seconds * 1000);
  return {
    supervisor: share(spent[0] - idle),
    backend: share(spent[1]),
    looks: (waits?.looks ?? 0) / seconds,
  };
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const clients: pg.Client[] = [];
try {
  console.log("| | looks a second | supervisor | backend |\n|---|---|---|---|");
  const show = async (name: string) => {
    const { supervisor, backend, looks } = await cost();
    console.log(`| ${name} | ${looks.toFixed(1)} | ${percent(supervisor)} | ${percent(backend)} |`);
  };
  for (let n = 0; n < rounds; n += 1) await show("nothing happens");
  for (let n = 0; n < 9; n += 1) {
    const client = new pg.Client({ connectionString: stack.endpoints.postgres, application_name: "x" });
    client.on("error", () => {});
    await client.connect();
    clients.push(client);
    await client.query("SET statement_timeout = 0");
    await client.query("BEGIN");
    const locked = client.query("SELECT FROM surge_lab.counter WHERE strategy = 'atomic' FOR UPDATE");
    if (n === 0) await locked;
    else locked.catch(() => {});
  }
  for (let n = 0; n < rounds; n += 1) await show("eight wait for a lock");
} finally {
  await Promise.all([...clients.map((client) => client.end()), stack.stop()]);
}
