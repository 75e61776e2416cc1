// How fast PostgreSQL itself is with the statements of three strategies, beside what the app reaches.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { isInstalled, ours } from "../generators.ts";
import type { Part } from "../part.ts";
import { coresOf, type Figures, ratioOf } from "../rounds.ts";
import { startBenchStack } from "../stack.ts";

/** As many as the app's pool has. */
const sessions = 10;
const slots = 16;

/** The statement of a hit of each strategy, with a place for a random number. */
const statements = {
  atomic: "UPDATE surge_lab.counter SET value = value + 1 WHERE strategy = 'atomic'",
  slotted: `INSERT INTO surge_lab.slots (strategy, slot, value) VALUES ('slotted', :n % ${slots}, 1)
    ON CONFLICT (strategy, slot) DO UPDATE SET value = slots.value + 1`,
  append: "INSERT INTO surge_lab.hits (strategy, hit_id) VALUES ('append', :n::text)",
} as const;
type Name = keyof typeof statements;
const names = Object.keys(statements) as Name[]; // Those are its keys.

export const postgres: Part = async ({ rounds, seconds }) => {
  await using node = await startBenchStack();
  const direct = (await isInstalled("pgbench")) ? byPgbench : byStatements;
  const measured = await rounds(
    names.flatMap((name) => [
      {
        name: `${name}, the app`,
        measure: () => node.withServers(() => ours({ url: node.urlOf(name), connections: 50, seconds })),
      },
      {
        name: `${name}, statements`,
        measure: () => node.withServers(() => direct(node.stack.endpoints.postgres, name)),
      },
    ]),
  );
  await node.inspection.reset();
  const find = (name: string) => measured.find((each) => each.name === name);
  return {
    tables: [
      {
        name: "postgres",
        title: `PostgreSQL's own limit, ${sessions} sessions${direct === byPgbench ? ", by pgbench" : ""}`,
        measured,
        columns: ["hits/s", "p99 ms", "app µs", "postgres µs"],
      },
    ],
    ratios: names.flatMap((name) => {
      const app = find(`${name}, the app`);
      const ratio = ratioOf(app, find(`${name}, statements`), "hits/s");
      return ratio ? [{ name: "app-of-statements" as const, of: name, ratio, limits: coresOf(app) }] : [];
    }),
    ...(direct === byStatements && { missing: ["pgbench is not installed: the bench sends its statements"] }),
  };
};

async function byPgbench(url: string, name: Name): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "surge-bench-"));
  try {
    const script = join(folder, "hit.sql");
    writeFileSync(script, `\\set n random(0, 2000000000)\n${statements[name].replaceAll(/\s+/g, " ")};\n`);
    const { hostname, port, username, password, pathname } = new URL(url);
    const env = {
      ...process.env,
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    };
    const words = ["-n", "-M", "prepared", "-c", String(sessions), "-j", "1", "-T", "1", "-f", script];
    const output = await new Promise<string>((resolve, reject) => {
      execFile("pgbench", words, { env }, (error, out) => (error ? reject(error) : resolve(out)));
    });
    const hits = Number(/transactions actually processed: (\d+)/.exec(output)?.[1]);
    const rate = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
    return { hits, seconds: hits / rate, "hits/s": rate };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each session sends the next statement when the last one was answered. */
async function byStatements(url: string, name: Name): Promise<Figures> {
  const clients = Array.from({ length: sessions }, () => new pg.Client(url));
  try {
    await Promise.all(clients.map((client) => client.connect()));
    const text = statements[name].replace(":n::text", "$1::text").replace(":n", "$1::int");
    const startedAt = performance.now();
    let hits = 0;
    const session = async (client: pg.Client) => {
      for (; performance.now() < startedAt + 1000; hits += 1) {
        const values = text.includes("$1") ? [Math.floor(Math.random() * 2e9)] : [];
        await client.query({ name, text, values });
      }
    };
    await Promise.all(clients.map(session));
    const seconds = (performance.now() - startedAt) / 1000;
    return { hits, seconds, "hits/s": hits / seconds };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
